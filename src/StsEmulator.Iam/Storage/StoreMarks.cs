namespace StsEmulator.Iam.Storage;

/// <summary>
/// What all replicas on one store have in common and read together: a replica that sees other marks than its own catches up
/// before it judges.
/// </summary>
/// <param name="Generation">Counts resets; everything else belongs to one generation.</param>
/// <param name="DirectoryVersion">Counts the writes to the directory in this generation, from 1.</param>
/// <param name="ClockOffset">How far the emulator clock is ahead of real time.</param>
public readonly record struct StoreMarks(long Generation, long DirectoryVersion, TimeSpan ClockOffset);
