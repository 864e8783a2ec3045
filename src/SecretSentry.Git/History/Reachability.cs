using System.Collections;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// From where a commit can be reached, best answer first: <c>head</c> (HEAD), <c>reachable</c> (another ref), <c>stash</c>, <c>reflog</c>,
/// <c>unreachable</c>; which ref leads to it, and whether a remote-tracking branch does, that is, whether it was pushed. Walked over the
/// commits in memory.
/// </summary>
public sealed class Reachability
{
    private readonly CommitGraph _commits;
    private readonly ObjectStore _store;
    private readonly IReadOnlyDictionary<int, ObjectId> _tags;
    private readonly BitArray _head;
    private readonly BitArray _refs;
    private readonly BitArray _stash;
    private readonly BitArray _reflog;
    private readonly int[] _sources;
    private readonly int[] _remotes;
    private readonly long[] _pushedBy;
    private readonly HashSet<int> _tagNumbers = [];

    private Reachability(ObjectStore store, CommitGraph commits, IReadOnlyDictionary<int, ObjectId> tags, RefList refs)
    {
        (_store, _commits, _tags, Refs) = (store, commits, tags, refs.Refs);
        (_sources, _remotes) = (CreateFilled(commits.Count), CreateFilled(commits.Count));
        var stash = refs.Refs.Where(r => r.Name == "refs/stash").Select(r => r.Target);
        (_head, _refs, _stash, _reflog) = (ComputeReachable([refs.Head]), new(commits.Count), ComputeReachable([.. stash, .. refs.Stashes]),
            ComputeReachable(refs.Reflogs));
        Head = Peel(refs.Head);
        for (var i = 0; i < Refs.Count; i++)
        {
            Walk(Peel(Refs[i].Target), _sources, i);
            if (Refs[i].Name.StartsWith("refs/remotes/", StringComparison.Ordinal))
            {
                Walk(Peel(Refs[i].Target), _remotes, i);
            }
            else if (Refs[i].Name == "refs/stash")
            {
                continue;
            }

            Mark([Peel(Refs[i].Target)], _refs);
        }

        foreach (var entry in Refs)
        {
            PassTags(entry.Target);
        }

        _pushedBy = PushTimes(refs.Pushes);
    }

    /// <summary>The commit HEAD names; negative when there is none.</summary>
    public int Head { get; }

    /// <summary>All refs, branches first.</summary>
    public IReadOnlyList<Ref> Refs { get; }

    /// <summary>Reads refs and reflogs through git and files; <paramref name="tags"/> are the targets of tag objects by number.</summary>
    public static Reachability Read(ObjectStore store, CommitGraph commits, IReadOnlyDictionary<int, ObjectId> tags)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(commits);
        return new(store, commits, tags, RefList.Read(store.Layout));
    }

    /// <summary>head, reachable, stash, reflog or unreachable.</summary>
    public string ClassifyCommit(int commit) =>
        commit < 0 ? "unreachable" : _head[commit] ? "head" : _refs[commit] ? "reachable" : _stash[commit] ? "stash" : _reflog[commit]
            ? "reflog" : "unreachable";

    /// <summary>A ref from which the commit can be reached; empty when there is none.</summary>
    public string FindRef(int commit) => commit >= 0 && _sources[commit] >= 0 ? Refs[_sources[commit]].Name : "";

    /// <summary>A remote-tracking branch that holds the commit; empty when there is none.</summary>
    public string FindRemote(int commit) => commit >= 0 && _remotes[commit] >= 0 ? Refs[_remotes[commit]].Name : "";

    /// <summary>
    /// When the commit was on a remote-tracking branch at the latest, in seconds since 1970: the time of the first entry of such a branch's
    /// reflog that leads to it. A branch has entries from fetches, pushes and the clone on. 0: no entry tells.
    /// </summary>
    public long GetPushTime(int commit) => commit < 0 ? 0 : _pushedBy[commit];

    /// <summary>reachable when a ref leads to the tag object, else unreachable.</summary>
    public string ClassifyTag(int number) => _tagNumbers.Contains(number) ? "reachable" : "unreachable";

    /// <summary>The commits from which refs that satisfy <paramref name="isWanted"/> can be reached, as a set of ordinals.</summary>
    public BitArray ComputeFromRefs(Func<Ref, bool> isWanted) => ComputeReachable(Refs.Where(isWanted).Select(entry => entry.Target));

    /// <summary>Everything that can be reached from the ids.</summary>
    public BitArray ComputeReachable(IEnumerable<ObjectId> from)
    {
        var reached = new BitArray(_commits.Count);
        Mark(from.Select(Peel), reached);
        return reached;
    }

    private void Mark(IEnumerable<int> from, BitArray reached)
    {
        var open = new Stack<int>(from.Where(commit => commit >= 0));
        while (open.TryPop(out var commit))
        {
            if (reached[commit])
            {
                continue;
            }

            reached[commit] = true;
            foreach (var parent in _commits.GetParents(commit))
            {
                if (parent >= 0 && !reached[parent])
                {
                    open.Push(parent);
                }
            }
        }
    }

    /// <summary>In order of time, so that the first one that reaches a commit is the earliest.</summary>
    private long[] PushTimes(IReadOnlyList<(ObjectId Id, long Time)> pushes)
    {
        var (times, owners) = (new long[_commits.Count], CreateFilled(_commits.Count));
        var ordered = pushes.OrderBy(push => push.Time).ToArray();
        for (var i = 0; i < ordered.Length; i++)
        {
            Walk(Peel(ordered[i].Id), owners, i);
        }

        for (var commit = 0; commit < times.Length; commit++)
        {
            times[commit] = owners[commit] >= 0 ? ordered[owners[commit]].Time : 0;
        }

        return times;
    }

    private void Walk(int from, int[] owners, int owner)
    {
        var open = new Stack<int>();
        if (from >= 0)
        {
            open.Push(from);
        }

        while (open.TryPop(out var commit))
        {
            if (owners[commit] >= 0)
            {
                continue;
            }

            owners[commit] = owner;
            foreach (var parent in _commits.GetParents(commit))
            {
                if (parent >= 0 && owners[parent] < 0)
                {
                    open.Push(parent);
                }
            }
        }
    }

    /// <summary>The commit behind an id, through tags; negative when it leads to none.</summary>
    private int Peel(ObjectId id)
    {
        for (var depth = 0; depth < 64 && !id.IsZero; depth++)
        {
            var number = _store.Find(id);
            if (!_tags.TryGetValue(number, out id))
            {
                return _commits.FindOrdinal(number);
            }
        }

        return -1;
    }

    private void PassTags(ObjectId id)
    {
        for (var number = _store.Find(id); _tags.TryGetValue(number, out var next) && _tagNumbers.Add(number); number = _store.Find(next))
        {
        }
    }

    private static int[] CreateFilled(int count)
    {
        var values = new int[count];
        Array.Fill(values, -1);
        return values;
    }
}
