using System.Xml.Linq;

namespace SecretSentry.House;

/// <summary>Draws the graph of the projects in ARCHITECTURE.md from their project files.</summary>
internal static class ProjectGraph
{
    /// <summary>
    /// Returns a Mermaid graph. An arrow points from a project to a project that it uses. An arrow that follows from other arrows is left
    /// out.
    /// </summary>
    public static string Draw(string top)
    {
        var uses = Directory.EnumerateFiles(Path.Combine(top, "src"), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).ToDictionary(GetName, ReadUses, StringComparer.Ordinal);
        var arrows = uses.SelectMany(project => project.Value
            .Where(used => !project.Value.Any(other => other != used && Reaches(uses, other, used)))
            .Select(used => $"    {project.Key} --> {used}"));
        return $"```mermaid\ngraph TD\n{string.Join('\n', arrows)}\n```\n";
    }

    private static string[] ReadUses(string project) =>
    [
        .. XDocument.Load(project).Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => GetName((string)reference.Attribute("Include")!))
            .Order(StringComparer.Ordinal),
    ];

    private static bool Reaches(Dictionary<string, string[]> uses, string from, string to) =>
        uses[from].Any(used => used == to || Reaches(uses, used, to));

    private static string GetName(string path) =>
        Path.GetFileNameWithoutExtension(path).Replace("SecretSentry.", "", StringComparison.Ordinal);
}
