using System.Reflection;
using StsEmulator.Protocols.Errors;
using StsEmulator.SigV4;
using Xunit.Sdk;
using Xunit.v3;

namespace StsEmulator.Protocols.Tests.Errors;

/// <summary>Every signature failure, in every family, for both forms and before the form is known.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CombinatorialFailuresAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        ITheoryDataRow[] rows =
        [
            .. from failure in Enum.GetValues<SignatureFailure>()
               where failure != SignatureFailure.None
               from family in Enum.GetValues<ProtocolFamily>()
               from location in new SignatureLocation?[] { null, SignatureLocation.Header, SignatureLocation.Query }
               select new TheoryDataRow<SignatureFailure, ProtocolFamily, SignatureLocation?>(failure, family, location),
        ];
        return new(rows);
    }

    public override bool SupportsDiscoveryEnumeration() => false;
}
