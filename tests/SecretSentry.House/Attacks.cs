using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace SecretSentry.House;

/// <summary>The attacks in tests/hostile: functions whose name begins with <c>attack_</c>, and keys of tables.</summary>
internal sealed class Attacks(string folder)
{
    private readonly string _source = string.Concat(Directory.EnumerateFiles(folder, "*.py").Select(File.ReadAllText));

    private readonly string[] _open = [.. File.ReadAllLines(Path.Combine(folder, "open.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')];

    /// <summary>Returns whether there is an attack of this name that is not known to succeed.</summary>
    public bool Fails(string name) => Exists(name)
        && !_open.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    private bool Exists(string name) => _source.Contains($"def attack_{name.Replace(' ', '_')}(", StringComparison.Ordinal)
        || Regex.IsMatch(_source, $"(?m)^    \"{Regex.Escape(name)}\": ");
}
