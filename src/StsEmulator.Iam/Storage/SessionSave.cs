namespace StsEmulator.Iam.Storage;

/// <summary>What became of a session that was to be saved.</summary>
public enum SessionSave
{
    Saved,

    /// <summary>
    /// Another session has the access key id: nothing was written, and a new id helps. An id has 39 random bits, so among a million
    /// sessions of one account this has happened more likely than not.
    /// </summary>
    KeyTaken,

    /// <summary>The store is full and holds nothing expired that could go.</summary>
    StoreFull,
}
