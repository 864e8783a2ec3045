using System.Text.Json.Serialization;

namespace SecretSentry.Purge.Apply;

/// <summary>The step that a purge in place, or its undo, has reached. The journal contains the name in lower case.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalStep>))]
internal enum JournalStep
{
    /// <summary>The new objects are written. Refs, stash and checkouts may have moved or not.</summary>
    [JsonStringEnumMemberName("prepared")]
    Prepared,

    /// <summary>Refs, stash and checkouts have moved, and no clean-up is running.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>Refs, stash and checkouts have moved, and the clean-up has not finished.</summary>
    [JsonStringEnumMemberName("cleaning")]
    Cleaning,

    /// <summary>An undo has not finished.</summary>
    [JsonStringEnumMemberName("undoing")]
    Undoing,
}
