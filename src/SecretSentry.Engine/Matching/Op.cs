namespace SecretSentry.Engine.Matching;

/// <summary>What one step of a byte program does.</summary>
internal enum Op
{
    /// <summary>Nothing: the instruction has not been loaded, see <see cref="ProgramPool.Load"/>.</summary>
    None,

    /// <summary>The match ends here.</summary>
    Match,

    /// <summary>One byte of set A.</summary>
    Set,

    /// <summary>B to C bytes of set A, as many as possible; goes back only as far as a byte of set D may follow.</summary>
    Greedy,

    /// <summary>B to C bytes of set A, as few as possible.</summary>
    Lazy,

    /// <summary>B to C bytes of set A, as many as possible; fewer could not match, since no byte of A may follow.</summary>
    Possessive,

    /// <summary>Goes on at A.</summary>
    Jump,

    /// <summary>Goes on at A; if that fails, at B. C and D: bytes with which they can begin.</summary>
    Split,

    /// <summary>
    /// Tries the branches that can begin with the next byte, in their order: C branches, targets in the C jumps that follow. A: where its
    /// map of bytes starts; D: where the branch masks start that the map numbers.
    /// </summary>
    Choose,

    /// <summary>Remembers the position in slot A.</summary>
    Save,

    /// <summary>Holds the position against the <c>AnchorKind</c> A.</summary>
    Assert,
}
