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

    /// <summary>Matches B to C bytes of set A, as many as possible. Goes back only to where a byte of set D may follow.</summary>
    Greedy,

    /// <summary>Matches B to C bytes of set A, as few as possible.</summary>
    Lazy,

    /// <summary>Matches B to C bytes of set A, as many as possible. Fewer could not match, because no byte of A may follow.</summary>
    Possessive,

    /// <summary>Continues at A.</summary>
    Jump,

    /// <summary>Continues at A. If that fails, continues at B. C and D are the bytes with which they can begin.</summary>
    Split,

    /// <summary>
    /// Tries the branches that can begin with the next byte, in their order. There are C branches, whose targets are in the C jumps that
    /// follow. A is the start of the map of bytes. D is the start of the branch masks that the map refers to.
    /// </summary>
    Choose,

    /// <summary>Stores the position in slot A.</summary>
    Save,

    /// <summary>Checks the position against the <c>AnchorKind</c> A.</summary>
    Assert,
}
