using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi.Accounts;

/// <summary>The alias of the account: one at most, and no two accounts have the same.</summary>
internal static class AccountAliasOperations
{
    private const string AccountAlias = "AccountAlias";

    private static readonly TextPattern Form = TextPattern.Where(
        "^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$",
        static text => text[0] != '-' && text[^1] != '-' && !text.Contains("--", StringComparison.Ordinal)
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("CreateAccountAlias", Create),
        new("DeleteAccountAlias", Delete),
        new("ListAccountAliases", List),
    ];

    /// <remarks>A second alias takes the place of the first. Source: IAM API reference, CreateAccountAlias.</remarks>
    private static IamOutcome Create(IamCall call)
    {
        string alias = Read(call);
        if (call.Refuse("*") is { } refused)
            return refused;
        return call.Directory.Accounts.Any(account => account.Account.Alias == alias)
            ? IamErrors.AlreadyExists($"The account alias {alias} already exists.")
            : IamOutcome.Done.Writing(call.Account.Account with { Alias = alias });
    }

    private static IamOutcome Delete(IamCall call)
    {
        string alias = Read(call);
        if (call.Refuse("*") is { } refused)
            return refused;
        return call.Account.Account.Alias == alias
            ? IamOutcome.Done.Writing(call.Account.Account with { Alias = null })
            : IamErrors.NoSuchEntity($"The account alias {alias} cannot be found.");
    }

    private static IamOutcome List(IamCall call)
    {
        var page = PageRequest.Read(call.Read);
        if ((call.Refuse("*") ?? page.Error) is { } refused)
            return refused;
        string[] aliases = call.Account.Account.Alias is { } alias ? [alias] : [];
        var listed = page.Of(aliases, name => name);
        return IamOutcome.Of(writer => listed.WriteTexts(writer, "AccountAliases", name => name));
    }

    private static string Read(IamCall call) => call.Read.Required(AccountAlias, 3, 63, Form);
}
