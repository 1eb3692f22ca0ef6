using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Authentication;
using StsEmulator.Iam.Authorization;
using StsEmulator.Iam.Directory;
using StsEmulator.Iam.Identifiers;
using StsEmulator.Iam.Policies;
using StsEmulator.Protocols.Errors;
using StsEmulator.Protocols.Query;

namespace StsEmulator.IamApi;

/// <summary>One call of an operation: who asks, with which parameters, of which account as it stands.</summary>
public sealed class IamCall(
    string action, Caller caller, QueryParameters parameters, RequestFacts facts, DirectorySnapshot directory,
    DateTimeOffset now, IdentifierGenerator ids)
{
    public string Action => action;

    public Caller Caller => caller;

    public DateTimeOffset Now => now;

    public IdentifierGenerator Ids => ids;

    public RequestFacts Facts => facts;

    public DirectorySnapshot Directory => directory;

    /// <summary>Gets the caller's account as it stands; every operation acts on that one.</summary>
    public AccountDirectory Account { get; } = directory.Find(caller.Account.Id) ?? caller.Account;

    public AccountId AccountId => Account.Id;

    public string Partition => Account.Partition;

    /// <summary>Gets the reader of the parameters; its error gathers all that is wrong with them.</summary>
    public ParameterReader Read { get; } = new(parameters, showsValues: false);

    public QueryParameters Parameters => parameters;

    /// <summary>Gets what the last decision rests on, for the record of calls.</summary>
    public CallEvidence? Evidence { get; private set; }

    /// <summary>Gets the resource that was decided about last.</summary>
    public string? Resource { get; private set; }

    /// <summary>Gets what holds facts that the directory does not, for <see cref="IamOperation.Prepare"/>.</summary>
    public required IamPorts Ports { get; init; }

    /// <summary>Gets or sets what <see cref="IamOperation.Prepare"/> found out.</summary>
    public object? Prepared { get; set; }

    /// <summary>Makes the same call against the directory as it stands now.</summary>
    public IamCall On(DirectorySnapshot snapshot) => new(action, caller, parameters, facts, snapshot, now, ids)
    {
        Ports = Ports,
        Prepared = Prepared,
    };

    /// <summary>Gives the ARN of something in the account: <c>user/path/name</c> and the like.</summary>
    public string Arn(string resource) => $"arn:{Partition}:iam::{AccountId}:{resource}";

    /// <summary>
    /// Gives the first thing that keeps the operation from being carried out: parameters that cannot be read, then permissions that the
    /// caller lacks; null when nothing does.
    /// </summary>
    /// <param name="resource">The ARN that <c>iam:Action</c> is needed on; <c>*</c> for operations without a resource.</param>
    /// <param name="tags">The tags that the resource has.</param>
    /// <param name="conditions">Sets the condition keys of the operation.</param>
    public WireError? Refuse(string resource, IReadOnlyList<Tag>? tags = null, Action<ConditionContext>? conditions = null) =>
        Read.Error ?? RefuseAction($"iam:{action}", resource, tags, conditions);

    /// <summary>Says whether the caller may do something else that the operation implies, such as <c>iam:PassRole</c>.</summary>
    public WireError? RefuseAction(string needed, string resource, IReadOnlyList<Tag>? tags = null, Action<ConditionContext>? conditions = null)
    {
        var context = new ConditionContext();
        CallerContext.SetRequest(context, facts, now);
        CallerContext.SetCaller(context, caller, now);
        foreach (var tag in tags ?? [])
        {
            context.Set("aws:ResourceTag/" + tag.Key, tag.Value);
            context.Set("iam:ResourceTag/" + tag.Key, tag.Value);
        }
        conditions?.Invoke(context);
        context.Set("aws:ResourceAccount", AccountId.ToString());
        Resource = resource;
        var decision = CallerAuthorization.Decide(caller, needed, resource, context);
        Evidence = CallEvidence.Of(decision, caller, needed, resource, context);
        return decision.IsAllowed ? null : IamErrors.AccessDenied(AccessDeniedMessage.For(caller.Principal, needed, resource, decision));
    }
}
