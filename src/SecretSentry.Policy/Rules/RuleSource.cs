using System.Globalization;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;

namespace SecretSentry.Policy.Rules;

/// <summary>Reads the rules and allow-lists of a configuration: rules of one's own, and changes to rules that exist.</summary>
/// <param name="file">Its name, for messages.</param>
/// <param name="isTolerant">Whether unknown keys are named in <see cref="Unsupported"/> instead of refused (gitleaks' files).</param>
/// <param name="builtIn">The built-in rules by id.</param>
internal sealed class RuleSource(string file, bool isTolerant, IReadOnlyDictionary<string, Rule> builtIn)
{
    /// <summary>Keys of gitleaks whose absence changes what is found, with what is done instead.</summary>
    private static readonly Dictionary<string, string> Instead = new(StringComparer.Ordinal)
    {
        ["required"] = "the rule is run without the rules it requires beside it, so it may report more",
        ["skipReport"] = "the rule reports what it finds",
        ["tokenEfficiency"] = "the filter is not applied, so the rule may report more",
    };

    /// <summary>Sentences about pieces that mean nothing here.</summary>
    public List<string> Unsupported { get; } = [];

    /// <summary>
    /// Allow-lists of single rules that the scanner cannot apply with their rule: those that name commits, and those of gitleaks' own
    /// rules.
    /// </summary>
    public List<SharedAllowlist> OfRules { get; } = [];

    public void RequireValidKeys(TomlTree table, string[] valid, string where)
    {
        foreach (var key in table.Keys.Where(key => !valid.Contains(key, StringComparer.Ordinal)))
        {
            var location = FormatLocation(table.GetLine(key));
            if (!isTolerant)
            {
                throw new RuleFileException($"{location}: unknown key '{key}' {where}; did you mean '{Nearest.Find(key, valid)}'?");
            }

            Unsupported.Add($"{location}: '{key}' {where} is not known here; {Instead.GetValueOrDefault(key, "it changes nothing")}");
        }
    }

    /// <summary>The rules of <paramref name="root"/> behind those it extends; one with a known id keeps what it does not say.</summary>
    public IReadOnlyList<Rule> ReadRules(TomlTree root, IReadOnlyList<Rule> extended)
    {
        var issuer = RuleReader.ReadText(root, "issuer", file);
        var rules = extended.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var own = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in root.GetTables("rules"))
        {
            if (IsChangeOfTheirs(table, rules))
            {
                AdoptLists(table);
                continue;
            }

            RejectAnchor(table);
            var rule = RuleReader.ReadRule(table, issuer, file, id => FindBasis(table, id, rules), RequireValidKeys, !isTolerant);
            if (!own.Add(RuleReader.ReadText(table, "id", file)))
            {
                throw new RuleFileException($"{file}: rule '{rule.Id}' appears twice; ids are unique");
            }

            OfRules.AddRange(rule.Allowlists.Where(list => list.Commits.Count > 0)
                .Select(list => new SharedAllowlist(list, [rule.Id], FormatLocation(table.Line))));
            rules[rule.Id] = rule;
        }

        return [.. rules.Values];
    }

    /// <summary>
    /// What is read at a place, and under which rule it is told, stands in the program: a rule of one's own would find nothing, or nothing
    /// new.
    /// </summary>
    private void RejectAnchor(TomlTree table)
    {
        if (table.Value("anchor") is not null)
        {
            throw new RuleFileException(
                $"{FormatLocation(table.GetLine("anchor"))}: 'anchor' is for the built-in rules, which the program reads names and "
                + $"values for; "
                + "write a 'regex' whose group is the secret, or change a built-in rule by its id without 'regex' and 'anchor'");
        }
    }

    /// <summary>
    /// The rule that a table changes. With a regex of its own it is another rule, which does not take the name of one that only has it as
    /// an alias.
    /// </summary>
    private Rule? FindBasis(TomlTree table, string id, Dictionary<string, Rule> rules) =>
        table.Value("regex") is null
            ? rules.FindByName(id) ?? builtIn.FindByName(id)
            : rules.GetValueOrDefault(id) ?? builtIn.GetValueOrDefault(id);

    /// <summary>
    /// Whether a table changes a rule that gitleaks has and we have not under that name: without a regex or path, as <c>[extend]
    /// useDefault</c> allows it there.
    /// </summary>
    private bool IsChangeOfTheirs(TomlTree table, Dictionary<string, Rule> rules) =>
        isTolerant && table.Value("regex") is null && table.Value("path") is null
            && RuleReader.ReadText(table, "id", file) is { Length: > 0 } id
        && rules.FindByName(id) is null && builtIn.FindByName(id) is null;

    /// <summary>Takes over the allow-lists of a rule that is not ours, for the rules that stand for it here; names the rest.</summary>
    private void AdoptLists(TomlTree table)
    {
        var id = RuleReader.ReadText(table, "id", file);
        foreach (var list in table.GetTables("allowlists").Concat(table.GetTables("allowlist")))
        {
            OfRules.Add(new(RuleReader.ReadAllowlist(list, file, $"rule '{id}'", RequireValidKeys), [id], FormatLocation(list.Line)));
        }

        string[] others = [.. table.Keys.Except(["id", "description", "allowlist", "allowlists"]).Order(StringComparer.Ordinal)];
        if (others.Length > 0)
        {
            var ignored = string.Join(", ", others);
            Unsupported.Add($"{FormatLocation(table.Line)}: of the change to gitleaks' rule '{id}' only allow-lists are taken over, not "
                + $"{ignored}");
        }
    }

    private string FormatLocation(int line) => string.Create(CultureInfo.InvariantCulture, $"{file}:{line}");

    /// <summary>Allow-lists of the whole file.</summary>
    public IEnumerable<SharedAllowlist> ReadShared(TomlTree root)
    {
        foreach (var table in root.GetTables("allowlists").Concat(root.GetTables("allowlist")))
        {
            var list = RuleReader.ReadAllowlist(table, file, "the file", RequireValidKeys);
            var location = FormatLocation(table.Line);
            if (list.MatchesAll && list.Commits.Count > 0 && list.Regexes.Count + list.StopWords.Count + list.Paths.Count > 0)
            {
                Unsupported.Add($"{location}: an allow-list that asks for commits and something else at once accepts nothing");
            }

            yield return new(list, RuleReader.ReadTexts(table, "targetRules", file), location);
        }
    }
}
