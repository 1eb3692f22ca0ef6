namespace StsEmulator.Server.Commands;

/// <summary>Who reads what a command prints.</summary>
internal enum TerminalKind
{
    /// <summary>A file or another program.</summary>
    None,

    /// <summary>A person, without colours.</summary>
    Plain,

    /// <summary>A person, with colours.</summary>
    Coloured,
}

/// <summary>Finds out what standard output is.</summary>
internal static class TerminalKinds
{
    extension(TerminalKind)
    {
        /// <summary>Colours are for a terminal that can show them, and off where NO_COLOR is set (https://no-color.org).</summary>
        public static TerminalKind OfOutput() => Of(
            Console.IsOutputRedirected, Environment.GetEnvironmentVariable("NO_COLOR"), Environment.GetEnvironmentVariable("TERM"));

        internal static TerminalKind Of(bool isRedirected, string? noColor, string? terminal)
        {
            if (isRedirected)
                return TerminalKind.None;
            return string.IsNullOrEmpty(noColor) && terminal != "dumb" ? TerminalKind.Coloured : TerminalKind.Plain;
        }
    }
}
