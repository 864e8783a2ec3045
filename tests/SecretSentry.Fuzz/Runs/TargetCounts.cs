namespace SecretSentry.Fuzz.Runs;

/// <summary>The counts of a target over all runs.</summary>
internal sealed class TargetCounts
{
    /// <summary>Inputs tried.</summary>
    public long Inputs { get; set; }

    /// <summary>Seconds that this took.</summary>
    public double Seconds { get; set; }

    /// <summary>Edges that the corpus takes, with the program of the last run.</summary>
    public int Edges { get; set; }

    /// <summary>Value of <see cref="Inputs"/> when the last edge was found.</summary>
    public long LastEdge { get; set; }

    /// <summary>Inputs in the corpus.</summary>
    public int Corpus { get; set; }
}
