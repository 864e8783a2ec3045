using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>What the passes over trees learn together; shared by their threads.</summary>
internal sealed class TreeFacts(ObjectStore store)
{
    private readonly int[] _owners = CreateOwners(store.Count);
    private readonly HashSet<ObjectId> _missing = [];
    private readonly HashSet<ObjectId> _submodules = [];

    /// <summary>Objects that trees and commits refer to and that are not here.</summary>
    public IReadOnlyCollection<ObjectId> Missing => _missing;

    /// <summary>Different commits of other repositories that trees refer to.</summary>
    public int Submodules => _submodules.Count;

    /// <summary>The tree with the lowest number among those that were seen to name an object; negative: none was.</summary>
    public int FindOwner(int number) => _owners[number] == int.MaxValue ? -1 : _owners[number];

    /// <summary>The lowest number wins, so that the result does not depend on which thread comes first.</summary>
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

    public void AddMissing(ObjectId id)
    {
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
