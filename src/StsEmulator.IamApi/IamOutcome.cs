using System.Diagnostics.CodeAnalysis;
using StsEmulator.Iam.Directory;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Results;

namespace StsEmulator.IamApi;

/// <summary>What an operation came to: an error, or the result to write and the change to make.</summary>
public sealed class IamOutcome
{
    private IamOutcome(WireError? error, Action<XmlResultWriter>? result)
    {
        Error = error;
        Result = result;
    }

    public WireError? Error { get; }

    /// <summary>Gets what writes the members of the result; null for an operation whose response has no result element.</summary>
    public Action<XmlResultWriter>? Result { get; }

    public IReadOnlyList<DirectoryEntity> Upserts { get; private init; } = [];

    public IReadOnlyList<EntityKey> Deletes { get; private init; } = [];

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    public bool HasChange => Upserts.Count > 0 || Deletes.Count > 0;

    /// <summary>Gets the answer of operations that only do something.</summary>
    public static IamOutcome Done { get; } = new(null, null);

    public static IamOutcome Of(Action<XmlResultWriter> result) => new(null, result);

    public static implicit operator IamOutcome(WireError error) => new(error, null);

    public static IamOutcome FromWireError(WireError error) => error;

    /// <summary>Gives the same answer with records to write.</summary>
    public IamOutcome Writing(params IReadOnlyList<DirectoryEntity> upserts) =>
        new(Error, Result) { Upserts = [.. Upserts, .. upserts], Deletes = Deletes };

    /// <summary>Gives the same answer with records to delete.</summary>
    public IamOutcome Deleting(params IReadOnlyList<EntityKey> deletes) =>
        new(Error, Result) { Upserts = Upserts, Deletes = [.. Deletes, .. deletes] };
}
