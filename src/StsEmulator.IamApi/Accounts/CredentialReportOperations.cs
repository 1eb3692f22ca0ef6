using StsEmulator.Protocols.Errors;

namespace StsEmulator.IamApi.Accounts;

/// <summary>The credential report: generated once in four hours, kept in the store, so that every replica gives out the same one.</summary>
internal static class CredentialReportOperations
{
    /// <summary>How long a report counts. Source: IAM User Guide, "Generate credential reports".</summary>
    private static readonly TimeSpan Validity = TimeSpan.FromHours(4);

    /// <summary>How long it is kept on the machine clock, so that an expired report is told from none.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(8);

    public static IReadOnlyList<IamOperation> Table { get; } =
    [
        new("GenerateCredentialReport", Generate) { Prepare = PrepareGenerateAsync },
        new("GetCredentialReport", Get) { Prepare = PrepareGetAsync },
    ];

    private static async ValueTask PrepareGenerateAsync(IamCall call, CancellationToken cancellationToken)
    {
        if (call.On(call.Directory).Refuse("*") is not null)
            return;
        var standing = await FindAsync(call, cancellationToken);
        call.Prepared = standing is not null && !HasExpired(call, standing) ? standing : null;
        if (call.Prepared is not null)
            return;
        if (standing is not null)
            await call.Ports.Values.RemoveAsync(Key(call), cancellationToken);
        var uses = await call.Ports.LastUses.FindAsync(
            CredentialReport.AccessKeyIds(call.Account), call.Directory.Generation, cancellationToken);
        byte[] report = CredentialReport.Of(call.Account, uses, call.Now).ToStored();
        await call.Ports.Values.GetOrAddAsync(Key(call), report, Kept, cancellationToken);
    }

    private static IamOutcome Generate(IamCall call)
    {
        bool isThere = call.Prepared is not null;
        return call.Refuse("*") ?? IamOutcome.Of(writer =>
        {
            writer.Text("State", isThere ? "COMPLETE" : "STARTED");
            writer.Optional("Description", isThere ? null : "No report exists. Starting a new report generation task");
        });
    }

    private static async ValueTask PrepareGetAsync(IamCall call, CancellationToken cancellationToken) =>
        call.Prepared = await FindAsync(call, cancellationToken);

    private static IamOutcome Get(IamCall call)
    {
        if (call.Refuse("*") is { } refused)
            return refused;
        if (call.Prepared is not CredentialReport report)
            return new WireError("ReportNotPresent", 410, null);
        if (HasExpired(call, report))
            return new WireError("ReportExpired", 410, null);
        return IamOutcome.Of(writer =>
        {
            writer.Text("Content", Convert.ToBase64String(report.Content));
            writer.Text("ReportFormat", "text/csv");
            writer.Time("GeneratedTime", report.GeneratedTime);
        });
    }

    private static async ValueTask<CredentialReport?> FindAsync(IamCall call, CancellationToken cancellationToken) =>
        await call.Ports.Values.FindAsync(Key(call), cancellationToken) is { } stored ? CredentialReport.FromStored(stored) : null;

    private static bool HasExpired(IamCall call, CredentialReport report) => call.Now - report.GeneratedTime >= Validity;

    private static string Key(IamCall call) => $"credential-report:{call.AccountId}";
}
