using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.History;

/// <summary>
/// Determines from where the commits of a range are reachable. Git walks no further back than the range, so the cost does not depend on the
/// length of the history.
/// </summary>
public sealed class RangeReach
{
    private readonly Dictionary<ObjectId, string> _head;
    private readonly Dictionary<ObjectId, string> _refs;
    private readonly Dictionary<ObjectId, string> _remotes;
    private readonly Lazy<Dictionary<ObjectId, string>> _reflogs;

    private RangeReach(string directory, string limits)
    {
        _head = Walk("HEAD");
        _refs = Walk("--all");
        _remotes = Walk("--glob=refs/remotes/*");
        _reflogs = new(() => Walk("--reflog")); // mostly a ref has the commit

        Dictionary<ObjectId, string> Walk(string from) => ReadSources(directory, limits, from);
    }

    /// <summary>Reads the refs and reflogs of the repository that contains <paramref name="directory"/>.</summary>
    public static RangeReach Read(string directory, CommitRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return new(directory, string.Concat(range.Outside.Select(id => $"^{id}\n")));
    }

    /// <summary>Returns from where a commit of the range is reachable.</summary>
    public ReachClass Classify(ObjectId commit) => _head.ContainsKey(commit) ? ReachClass.Head
        : _refs.TryGetValue(commit, out var name) ? name == "refs/stash" ? ReachClass.Stash : ReachClass.Reachable
        : _reflogs.Value.ContainsKey(commit) ? ReachClass.Reflog
        : ReachClass.Unreachable;

    /// <summary>Returns the name of a ref from which a commit of the range is reachable; empty when there is none.</summary>
    public string FindRef(ObjectId commit) => _refs.GetValueOrDefault(commit, "");

    /// <summary>Returns the name of a remote-tracking branch that contains a commit of the range; empty when there is none.</summary>
    public string FindRemote(ObjectId commit) => _remotes.GetValueOrDefault(commit, "");

    /// <summary>
    /// Lines "id TAB ref" (git-log manual, %S). Without a start, such as before the first commit or without reflogs, nothing is reachable.
    /// </summary>
    private static Dictionary<ObjectId, string> ReadSources(string directory, string limits, string from)
    {
        var (code, output, _) = GitProgram.TryRunIn(directory, [], limits, ["log", "--format=%H%x09%S", from, "--stdin"]);
        var sources = new Dictionary<ObjectId, string>();
        foreach (var line in code == 0 ? GitProgram.DecodeText(output).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            var words = line.Split('\t');
            sources[ObjectId.ParseOrDefault(words[0])] = words[^1] == "HEAD" ? "" : words[^1];
        }

        return sources;
    }
}
