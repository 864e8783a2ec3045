namespace SecretSentry.House;

/// <summary>
/// Reads, checks and writes the file <c>src/floors.txt</c>. Each line names a folder and the folders whose types it may use. The lines go
/// from the lowest folder to the highest. A folder may use only folders above its own line in the file, so there is no cycle.
/// </summary>
internal static class Floors
{
    /// <summary>Returns the errors in the file's <paramref name="lines"/>, and each use of a type that the lines do not allow.</summary>
    public static IEnumerable<string> Check(IEnumerable<string> folders, IReadOnlyCollection<TypeUse> uses, IEnumerable<string> lines)
    {
        var (allowed, problems) = Parse(lines);
        problems.AddRange(folders.Where(folder => !allowed.ContainsKey(folder))
            .Select(folder => $"floors.txt does not name the folder '{folder}'"));
        problems.AddRange(uses.Where(use => allowed.TryGetValue(use.User, out var targets) && !targets.Contains(use.Used))
            .Select(use => $"{use.Where}: '{use.User}' may not use '{use.Used}'"));
        var used = uses.Select(use => (use.User, use.Used)).ToHashSet();
        foreach (var (folder, targets) in allowed)
        {
            problems.AddRange(targets.Where(target => !used.Contains((folder, target)))
                .Select(target => $"floors.txt allows '{folder}' to use '{target}', which it does not"));
        }

        return problems;
    }

    /// <summary>
    /// Returns the lines of the file for the types that the <paramref name="folders"/> use now. Folders in a cycle come last and are marked
    /// with <c>!</c>.
    /// </summary>
    public static IEnumerable<string> Write(IEnumerable<string> folders, IEnumerable<TypeUse> typeUses)
    {
        var uses = typeUses.Select(use => (use.User, use.Used)).Distinct().ToLookup(use => use.User, use => use.Used);
        var left = folders.Order(StringComparer.Ordinal).ToList();
        var done = new List<string>();
        while (left.Count > 0)
        {
            var next = left.Find(folder => uses[folder].All(done.Contains));
            if (next is null)
            {
                return [.. done.Select(Line), .. left.Select(folder => "! " + Line(folder))];
            }

            done.Add(next);
            left.Remove(next);
        }

        return done.Select(Line);

        string Line(string folder) => $"{folder}: {string.Join(' ', uses[folder].Order(StringComparer.Ordinal))}".TrimEnd();
    }

    /// <summary>Returns the lines of the file for all files of a tree.</summary>
    public static IEnumerable<string> Write(SourceTree sources) =>
        Write(sources.Folders, sources.Files.SelectMany(file => TypeUses.Find(sources, file)));

    private static (Dictionary<string, HashSet<string>> Allowed, List<string> Problems) Parse(IEnumerable<string> lines)
    {
        var (allowed, problems) = (new Dictionary<string, HashSet<string>>(StringComparer.Ordinal), new List<string>());
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            var (folder, targets) = line.Split(':', 2) is [var name, var rest]
                ? (name, rest.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                : (line, []);
            problems.AddRange(targets.Where(target => !allowed.ContainsKey(target))
                .Select(target => $"floors.txt: '{folder}' uses '{target}', which does not stand above it"));
            allowed[folder] = new(targets, StringComparer.Ordinal);
        }

        return (allowed, problems);
    }
}
