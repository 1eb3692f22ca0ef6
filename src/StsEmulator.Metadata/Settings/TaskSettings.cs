namespace StsEmulator.Metadata.Settings;

/// <summary>One container task, whose credentials stand at <c>/v2/credentials/{TaskId}</c>.</summary>
public sealed record TaskSettings
{
    /// <summary>Gets the last segment of the credentials URL, 1 to 64 letters, digits, hyphens and underscores.</summary>
    public required string TaskId { get; init; }

    /// <summary>Gets the ARN of the task role. It is in the directory at start.</summary>
    public required string RoleArn { get; init; }

    /// <summary>Gets what the <c>Authorization</c> header must hold, compared in constant time; null when none is asked for.</summary>
    public string? AuthorizationToken { get; init; }

    // INVARIANT: the token is a secret and stays out of every generated text.
    public override string ToString() => $"TaskSettings {TaskId}";
}
