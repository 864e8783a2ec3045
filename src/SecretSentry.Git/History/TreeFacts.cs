using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>The facts collected by all passes over trees. Their threads share one instance.</summary>
internal sealed class TreeFacts(ObjectStore store)
{
    private readonly int[] _owners = CreateOwners(store.Count);
    private readonly HashSet<ObjectId> _missing = [];
    private readonly HashSet<ObjectId> _submodules = [];

    /// <summary>Objects that trees and commits refer to and that are missing.</summary>
    public IReadOnlyCollection<ObjectId> Missing => _missing;

    /// <summary>Number of distinct commits of other repositories that trees refer to.</summary>
    public int Submodules => _submodules.Count;

    /// <summary>Returns the lowest number of the trees that were found to refer to an object; negative when there was none.</summary>
    public int FindOwner(int number) => _owners[number] == int.MaxValue ? -1 : _owners[number];

    /// <summary>
    /// Records that a tree refers to an object. The lowest number is kept, so that the result does not depend on the order of the threads.
    /// </summary>
    public void SetOwner(int number, int tree)
    {
        ref var owner = ref _owners[number];
        for (var seen = Volatile.Read(ref owner); tree < seen;)
        {
            var before = Interlocked.CompareExchange(ref owner, tree, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    /// <summary>Records a missing object. The empty tree is in no file of many repositories, because git knows it without one.</summary>
    public void AddMissing(ObjectId id)
    {
        if (id == store.Layout.Format.EmptyTree)
        {
            return;
        }

        lock (_missing)
        {
            _missing.Add(id);
        }
    }

    public void AddSubmodule(ObjectId id)
    {
        lock (_submodules)
        {
            _submodules.Add(id);
        }
    }

    private static int[] CreateOwners(int count)
    {
        var owners = new int[count];
        Array.Fill(owners, int.MaxValue);
        return owners;
    }
}
