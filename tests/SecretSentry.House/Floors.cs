namespace SecretSentry.House;

/// <summary>
/// The file <c>src/floors.txt</c>: one folder a line, from the ground up, with the folders whose types it may use. What a folder may use
/// stands above it in the file, so there is no cycle.
/// </summary>
internal static class Floors
{
    /// <summary>What is wrong with the file, and each use of a type that it does not allow.</summary>
    public static IEnumerable<string> Check(SourceTree sources, IEnumerable<string> lines)
    {
        var (allowed, problems) = Parse(lines);
        var used = new HashSet<(string, string)>();
        foreach (var folder in sources.Files.Select(file => file.Folder).Distinct().Where(folder => !allowed.ContainsKey(folder)))
        {
            problems.Add($"floors.txt does not name the folder '{folder}'");
        }

        foreach (var (user, target, where) in TypeUses.Find(sources))
        {
            used.Add((user, target));
            if (allowed.TryGetValue(user, out var targets) && !targets.Contains(target))
            {
                problems.Add($"{where}: '{user}' may not use '{target}'");
            }
        }

        foreach (var (folder, targets) in allowed)
        {
            problems.AddRange(targets.Where(target => !used.Contains((folder, target)))
                .Select(target => $"floors.txt allows '{folder}' to use '{target}', which it does not"));
        }

        return problems;
    }

    /// <summary>The lines of the file for what the sources use now; folders in a cycle come last, marked.</summary>
    public static IEnumerable<string> Write(SourceTree sources)
    {
        var uses = TypeUses.Find(sources).Select(use => (use.User, use.Used)).Distinct().ToLookup(use => use.User, use => use.Used);
        var left = sources.Files.Select(file => file.Folder).Distinct().Order(StringComparer.Ordinal).ToList();
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
