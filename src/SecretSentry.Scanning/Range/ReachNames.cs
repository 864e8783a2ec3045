using SecretSentry.Git.History;

namespace SecretSentry.Scanning.Range;

/// <summary>The names of reachability classes in reports.</summary>
internal static class ReachNames
{
    public static string Format(ReachClass reach) => reach switch
    {
        ReachClass.Head => "head",
        ReachClass.Reachable => "reachable",
        ReachClass.Stash => "stash",
        ReachClass.Reflog => "reflog",
        _ => "unreachable",
    };
}
