namespace SecretSentry.Git.Objects;

/// <summary>How an entry of a pack is stored (gitformat-pack, "pack-*.pack files"): the three-bit type field.</summary>
internal enum EntryType
{
    Commit = 1,
    Tree = 2,
    Blob = 3,
    Tag = 4,
    OffsetDelta = 6,
    ReferenceDelta = 7,
}
