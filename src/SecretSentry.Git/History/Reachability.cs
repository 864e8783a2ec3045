using System.Collections;
using SecretSentry.Git.Names;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// Determines from where a commit is reachable. It also determines which ref leads to the commit, and whether a remote-tracking branch
/// does, which means that the commit was pushed. The commits are traversed in memory.
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

    private Reachability(ObjectStore store, CommitGraph commits, IReadOnlyDictionary<int, ObjectId> tags, RepositoryNames names)
    {
        var refs = RefList.Create(names);
        (Names, Heads) = (names, refs.Heads);
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

        Mark(Heads.Select(Peel), _refs);
        foreach (var entry in Refs)
        {
            PassTags(entry.Target);
        }

        _pushedBy = PushTimes(refs.Pushes);
    }

    /// <summary>The commit that HEAD points to; negative when there is none.</summary>
    public int Head { get; }

    /// <summary>Everything by which the repository names objects.</summary>
    public RepositoryNames Names { get; }

    /// <summary>The objects that HEADs of all worktrees name.</summary>
    public IReadOnlyList<ObjectId> Heads { get; }

    /// <summary>All refs, branches first.</summary>
    public IReadOnlyList<Ref> Refs { get; }

    /// <summary>
    /// Reads refs and reflogs through git and from files. <paramref name="tags"/> contains the targets of tag objects by number.
    /// </summary>
    public static Reachability Read(ObjectStore store, CommitGraph commits, IReadOnlyDictionary<int, ObjectId> tags)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(commits);
        return new(store, commits, tags, RepositoryNames.Read(store.Layout));
    }

    /// <summary>Returns from where the commit is reachable. A negative <paramref name="commit"/> is unreachable.</summary>
    public ReachClass ClassifyCommit(int commit) => commit < 0 ? ReachClass.Unreachable
        : _head[commit] ? ReachClass.Head
        : _refs[commit] ? ReachClass.Reachable
        : _stash[commit] ? ReachClass.Stash
        : _reflog[commit] ? ReachClass.Reflog
        : ReachClass.Unreachable;

    /// <summary>Returns the name of a ref from which the commit is reachable; empty when there is none.</summary>
    public string FindRef(int commit) => commit >= 0 && _sources[commit] >= 0 ? Refs[_sources[commit]].Name : "";

    /// <summary>Returns the name of a remote-tracking branch that contains the commit; empty when there is none.</summary>
    public string FindRemote(int commit) => commit >= 0 && _remotes[commit] >= 0 ? Refs[_remotes[commit]].Name : "";

    /// <summary>
    /// Returns a time, in seconds since 1970, at which the commit was already on a remote-tracking branch. It may have been there earlier.
    /// It is the time of the first reflog entry of such a branch that leads to the commit. Fetches, pushes and the clone create such
    /// entries. Returns 0 when there is no such entry.
    /// </summary>
    public long GetPushTime(int commit) => commit < 0 ? 0 : _pushedBy[commit];

    /// <summary>
    /// Returns <see cref="ReachClass.Reachable"/> when a ref leads to the tag object, otherwise <see cref="ReachClass.Unreachable"/>.
    /// </summary>
    public ReachClass ClassifyTag(int number) => _tagNumbers.Contains(number) ? ReachClass.Reachable : ReachClass.Unreachable;

    /// <summary>Returns the commits that are reachable from refs that satisfy <paramref name="isWanted"/>, as a set of ordinals.</summary>
    public BitArray ComputeFromRefs(Func<Ref, bool> isWanted) => ComputeReachable(Refs.Where(isWanted).Select(entry => entry.Target));

    /// <summary>Returns the numbers of the trees and blobs to which refs that satisfy <paramref name="isWanted"/> lead.</summary>
    public IEnumerable<int> ListOthers(Func<Ref, bool> isWanted) => Refs.Where(isWanted).Select(entry => PeelTags(entry.Target))
        .Where(number => number >= 0 && _commits.FindOrdinal(number) < 0).Distinct();

    /// <summary>Returns all commits that are reachable from the ids, as a set of ordinals.</summary>
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

    /// <summary>Processes the pushes in order of time, so that the first one that reaches a commit is the earliest.</summary>
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

    /// <summary>Returns the commit that an id leads to, with tags followed; negative when it leads to none.</summary>
    private int Peel(ObjectId id) => PeelTags(id) is >= 0 and var number ? _commits.FindOrdinal(number) : -1;

    /// <summary>Returns the number of the object that an id leads to, with tags followed; negative when it is missing.</summary>
    private int PeelTags(ObjectId id)
    {
        // A tag cannot name itself, so the chain ends.
        for (var depth = 0; depth <= _tags.Count && !id.IsZero; depth++)
        {
            var number = _store.Find(id);
            if (!_tags.TryGetValue(number, out id))
            {
                return number;
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
