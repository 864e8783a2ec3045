using System.Collections.Concurrent;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Verify;

/// <summary>Compiled allow-lists that apply to all rules of a run. Shared by all threads.</summary>
public sealed class SharedAllowlists
{
    private readonly Dictionary<string, ByteProgram> _programs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Allowlist, WordSet> _stopWords = new(ReferenceEqualityComparer.Instance);
    private readonly ProgramPool _pool = new();

    /// <exception cref="FormatException">A regex is not supported; the message names the list's origin.</exception>
    public SharedAllowlists(IReadOnlyList<SharedAllowlist> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        Lists = lists;
        foreach (var list in lists)
        {
            foreach (var source in list.List.Regexes.Concat(list.List.Paths).Where(source => !_programs.ContainsKey(source)))
            {
                _programs.Add(source, Compile(source, list.Origin));
            }
        }
    }

    /// <summary>The lists, in the order in which they were given.</summary>
    internal IReadOnlyList<SharedAllowlist> Lists { get; }

    /// <summary>Whether any list has conditions on paths.</summary>
    public bool DependsOnPaths => Lists.Any(list => list.List.Paths.Count > 0);

    /// <summary>Creates a test for one thread.</summary>
    public SharedAllowlistTest Test() => new(Lists,
        new AllowlistTest(new ByteMatcher(_pool), _programs, list =>
        _stopWords.GetOrAdd(list, static list => new WordSet(list.StopWords))));

    private ByteProgram Compile(string source, string origin)
    {
        try
        {
            var (node, groups) = RegexParser.Parse(source);
            return ProgramCompiler.Compile(node, groups, _pool);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{origin}: {e.Message}", e);
        }
    }
}
