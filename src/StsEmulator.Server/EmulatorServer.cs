namespace StsEmulator.Server;

/// <summary>Marks the server's assembly for tests; every web project has a type called Program.</summary>
public static class EmulatorServer
{
    /// <summary>The file name of the executable, without an extension.</summary>
    public const string ExecutableName = "sts-emulator";
}
