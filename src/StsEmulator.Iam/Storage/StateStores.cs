namespace StsEmulator.Iam.Storage;

/// <summary>The ports of one store, as the composition root hands them out.</summary>
/// <param name="IsShared">Whether other processes may use the same store, so that what is read from it ages.</param>
public sealed record StateStores(
    ISessionStore Sessions, IDirectoryStore Directory, IMarkStore Marks, IOneTimeStore OneTime, ISharedValueStore Values,
    ILastUseStore LastUses, bool IsShared);
