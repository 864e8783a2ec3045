using SecretSentry.Git.Objects;

namespace SecretSentry.Fuzz.Targets;

/// <summary>Makes the layout of a folder without asking git.</summary>
internal static class Layouts
{
    public static RepositoryLayout Create(string folder) => new()
    {
        Directory = folder,
        GitDirectory = folder,
        CommonDirectory = folder,
        Format = ObjectFormat.Sha1,
        ObjectFolders = [Path.Combine(folder, "objects")],
        MissingFolders = [],
        ShallowCommits = new HashSet<ObjectId>(),
    };
}
