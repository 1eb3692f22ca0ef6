using System.CommandLine;

namespace StsEmulator.Server.Commands;

internal static class CredentialsCommand
{
    public static Command Create(CommandTerminal terminal) => new("credentials", "x");
}
