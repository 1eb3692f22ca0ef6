using StsEmulator.Federation.Outbound;
using StsEmulator.Iam.Audit;
using StsEmulator.Iam.Mfa;
using StsEmulator.Iam.Storage;

namespace StsEmulator.IamApi;

/// <summary>What operations may ask besides the directory.</summary>
public sealed record IamPorts(LastUses LastUses, MfaCheck Mfa, ISharedValueStore Values, OutboundIssuer Outbound, CallLog Calls);
