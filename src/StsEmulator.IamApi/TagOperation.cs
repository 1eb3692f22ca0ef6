using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi;

/// <summary>The three operations that every kind of entity with tags has: tag, untag, list.</summary>
/// <param name="name">What the operations are named after: <c>User</c>.</param>
/// <param name="find">Reads from the call which entity is meant, and finds it.</param>
/// <param name="tagsOf">The entity's tags.</param>
/// <param name="with">The entity with other tags.</param>
/// <param name="keys">How keys compare; without regard to case, as those of users and roles do, where it is left out.</param>
internal sealed class TagOperation<T>(
    string name, Func<IamCall, TaggedEntity<T>> find, Func<T, IReadOnlyList<Tag>> tagsOf, Func<T, IReadOnlyList<Tag>, T> with,
    StringComparer? keys = null)
    where T : DirectoryEntity
{
    public IReadOnlyList<IamOperation> Table => [new($"Tag{name}", Add), new($"Untag{name}", Remove), new($"List{name}Tags", List)];

    private IamOutcome Add(IamCall call)
    {
        var named = find(call);
        var tags = call.Read.Tags();
        call.Read.Require("Tags", call.Parameters.HasPrefix("Tags.member."));
        if (Refuse(call, named, context => TagSet.SetRequested(context, tags)) is { } refused)
            return refused;
        if (TagSet.Check(tags, keys) is { } invalid)
            return invalid;
        var entity = named.Entity!;
        var merged = TagSet.With(tagsOf(entity), tags, keys);
        return merged.Count > IamQuotas.Tags
            ? IamErrors.LimitExceeded($"TagsPer{name}", IamQuotas.Tags)
            : IamOutcome.Done.Writing(with(entity, merged));
    }

    private IamOutcome Remove(IamCall call)
    {
        var named = find(call);
        var removed = call.Read.TagKeys();
        call.Read.Require("TagKeys", call.Parameters.HasPrefix("TagKeys.member."));
        if (Refuse(call, named, context => TagSet.SetKeys(context, removed)) is { } refused)
            return refused;
        var entity = named.Entity!;
        return IamOutcome.Done.Writing(with(entity, TagSet.Without(tagsOf(entity), removed, keys)));
    }

    private IamOutcome List(IamCall call)
    {
        var named = find(call);
        var page = PageRequest.Read(call.Read);
        if (Refuse(call, named, null) is { } refused)
            return refused;
        if (page.Error is { } invalid)
            return invalid;
        var listed = page.Of(tagsOf(named.Entity!), Order);
        return IamOutcome.Of(writer => listed.Write(writer, "Tags", static (item, tag) =>
        {
            item.Text("Key", tag.Key);
            item.Text("Value", tag.Value);
        }));
    }

    /// <summary>Keys that heed case are listed the shorter first. Source: recorded answers of ListPolicyTags.</summary>
    private string Order(Tag tag) => keys == StringComparer.Ordinal ? $"{tag.Key.Length:D3}{tag.Key}" : tag.Key;

    private WireError? Refuse(IamCall call, TaggedEntity<T> named, Action<Iam.Policies.ConditionContext>? conditions) =>
        (call.Read.Error ?? named.Invalid)
        ?? call.Refuse(named.Arn, named.Entity is { } entity ? tagsOf(entity) : null, conditions)
        ?? (named.Entity is null ? named.Missing : null);
}

/// <summary>An entity as a request names it.</summary>
/// <param name="Arn">Its ARN; where there is none of the name, the one it would have.</param>
/// <param name="Entity">The entity; null when there is none.</param>
/// <param name="Missing">The error for that case.</param>
internal sealed record TaggedEntity<T>(string Arn, T? Entity, WireError Missing)
    where T : DirectoryEntity
{
    /// <summary>Gets what is wrong with the way the request names it; null when nothing is.</summary>
    public WireError? Invalid { get; init; }
}
