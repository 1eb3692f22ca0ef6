using StsEmulator.Iam.Directory;

namespace StsEmulator.IamApi.Accounts;

/// <summary>The password policy of the account. An update sets all of it: what it leaves out gets its default.</summary>
internal static class PasswordPolicyOperations
{
    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("GetAccountPasswordPolicy", Get),
        new("UpdateAccountPasswordPolicy", Update),
        new("DeleteAccountPasswordPolicy", Delete),
    ];

    private static IamOutcome Get(IamCall call)
    {
        if (call.Refuse("*") is { } refused)
            return refused;
        if (call.Account.Account.PasswordPolicy is not { } policy)
            return IamErrors.NoSuchEntity($"The Password Policy with domain name {call.AccountId} cannot be found.");
        return IamOutcome.Of(writer =>
        {
            writer.Start(nameof(PasswordPolicy));
            writer.Number(nameof(policy.MinimumPasswordLength), policy.MinimumPasswordLength);
            writer.Flag(nameof(policy.RequireSymbols), policy.RequireSymbols);
            writer.Flag(nameof(policy.RequireNumbers), policy.RequireNumbers);
            writer.Flag(nameof(policy.RequireUppercaseCharacters), policy.RequireUppercaseCharacters);
            writer.Flag(nameof(policy.RequireLowercaseCharacters), policy.RequireLowercaseCharacters);
            writer.Flag(nameof(policy.AllowUsersToChangePassword), policy.AllowUsersToChangePassword);
            writer.Flag("ExpirePasswords", policy.MaxPasswordAge is not null);
            writer.Optional(nameof(policy.MaxPasswordAge), policy.MaxPasswordAge);
            writer.Optional(nameof(policy.PasswordReusePrevention), policy.PasswordReusePrevention);
            if (policy.HardExpiry is { } isHard)
                writer.Flag(nameof(policy.HardExpiry), isHard);
            writer.End(nameof(PasswordPolicy));
        });
    }

    private static IamOutcome Update(IamCall call)
    {
        // The order in which the service tells what is wrong.
        int? length = call.Read.Number(nameof(PasswordPolicy.MinimumPasswordLength), 6, 128);
        int? reuse = call.Read.Number(nameof(PasswordPolicy.PasswordReusePrevention), 1, 24);
        int? age = call.Read.Number(nameof(PasswordPolicy.MaxPasswordAge), 1, 1095);
        var policy = new PasswordPolicy
        {
            MinimumPasswordLength = length ?? 6,
            RequireSymbols = call.Read.Flag(nameof(PasswordPolicy.RequireSymbols)) ?? false,
            RequireNumbers = call.Read.Flag(nameof(PasswordPolicy.RequireNumbers)) ?? false,
            RequireUppercaseCharacters = call.Read.Flag(nameof(PasswordPolicy.RequireUppercaseCharacters)) ?? false,
            RequireLowercaseCharacters = call.Read.Flag(nameof(PasswordPolicy.RequireLowercaseCharacters)) ?? false,
            AllowUsersToChangePassword = call.Read.Flag(nameof(PasswordPolicy.AllowUsersToChangePassword)) ?? false,
            MaxPasswordAge = age,
            PasswordReusePrevention = reuse,
            HardExpiry = call.Read.Flag(nameof(PasswordPolicy.HardExpiry)),
        };
        return call.Refuse("*") ?? IamOutcome.Done.Writing(call.Account.Account with { PasswordPolicy = policy });
    }

    private static IamOutcome Delete(IamCall call)
    {
        if (call.Refuse("*") is { } refused)
            return refused;
        return call.Account.Account.PasswordPolicy is null
            ? IamErrors.NoSuchEntity("The account policy with name PasswordPolicy cannot be found.")
            : IamOutcome.Done.Writing(call.Account.Account with { PasswordPolicy = null });
    }
}
