using System.Globalization;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// Paths that no rule of a set tells apart: a content gives the same matches under all paths of a class. So a content that stands at many paths is
/// searched once for each class among them. Classes are numbered from 0 as they are met. Any thread may ask.
/// </summary>
public sealed class PathClasses
{
    private readonly RuleSet _rules;
    private readonly string[] _conditions;
    private readonly bool _asksKind;
    private readonly bool _isEachApart;
    private readonly ByteMatcher _matcher;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _keys = [];

    /// <summary>The classes for a set of rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="isEachApart">Whether something besides the rules looks at paths: then each is a class of its own.</param>
    public PathClasses(RuleSet rules, bool isEachApart = false)
    {
        ArgumentNullException.ThrowIfNull(rules);
        (_rules, _isEachApart) = (rules, isEachApart);
        _conditions = [.. rules.Rules.SelectMany(rule => rule.Allowlists.SelectMany(list => list.Paths).Append(rule.Path)).Where(source => source.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _asksKind = rules.Rules.Any(rule => rule.IsGeneric || rule.Tags.Contains("fixture", StringComparer.Ordinal));
        _matcher = new(rules.Pool);
    }

    /// <summary>The class of a path, '/' between folders; the empty one stands for content without a path.</summary>
    public int Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        lock (_gate)
        {
            var key = Key(path);
            if (!_numbers.TryGetValue(key, out var number))
            {
                number = _numbers[key] = _keys.Count;
                _keys.Add(key);
            }

            return number;
        }
    }

    /// <summary>What the paths of a class have in common, in a form that is the same in every run with these rules.</summary>
    public string KeyOf(int number)
    {
        lock (_gate)
        {
            return _keys[number];
        }
    }

    private string Key(string path)
    {
        if (_isEachApart)
        {
            return path;
        }

        var kind = _asksKind ? PathKinds.Of(path) : PathKind.Source;
        return string.Create(CultureInfo.InvariantCulture, $"{(int)kind} {string.Concat(_conditions.Select(condition => Holds(condition, path) ? '1' : '0'))}");
    }

    private bool Holds(string condition, string path)
    {
        _matcher.Budget = long.MaxValue;
        return _matcher.Search(_rules.Filters[condition], System.Text.Encoding.UTF8.GetBytes(path), 0, CompiledRule.MaxMatchLength, out _) >= 0;
    }
}
