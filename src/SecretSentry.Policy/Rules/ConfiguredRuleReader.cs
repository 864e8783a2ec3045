using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;

namespace SecretSentry.Policy.Rules;

/// <summary>Reads the rules and allow-lists of a configuration: new rules, and changes to existing rules.</summary>
/// <param name="isTolerant">Whether unknown keys are added to <see cref="Unsupported"/> instead of rejected (gitleaks' files).</param>
/// <param name="builtIn">The built-in rules by id.</param>
internal sealed class ConfiguredRuleReader(bool isTolerant, IReadOnlyDictionary<string, Rule> builtIn)
{
    /// <summary>Keys of gitleaks that affect what is found and are not supported here, each with what is done instead.</summary>
    private static readonly Dictionary<string, string> Instead = new(StringComparer.Ordinal)
    {
        ["tokenEfficiency"] = "the filter is not applied, so the rule may report more",
    };

    /// <summary>Sentences about parts of the file that have no effect here.</summary>
    public List<string> Unsupported { get; } = [];

    /// <summary>
    /// Allow-lists of single rules that the scanner cannot apply with their rule: lists that name commits, and lists of gitleaks' own
    /// rules.
    /// </summary>
    public List<SharedAllowlist> OfRules { get; } = [];

    public void RequireValidKeys(TomlTree table, string[] valid, string where)
    {
        if (!isTolerant)
        {
            table.RejectUnknownKeys(valid, where);
            return;
        }

        Unsupported.AddRange(table.FindUnknownKeys(valid).Select(key =>
            Instead.TryGetValue(key, out var instead) ? $"{table.GetLocation(key)}: '{key}' {where} is not supported; {instead}"
            : $"{table.GetLocation(key)}: an unknown key {where} is not supported; it has no effect"));
    }

    /// <summary>
    /// Returns the rules of <paramref name="root"/> after those that it extends. A rule with an existing id keeps the values that the table
    /// does not set.
    /// </summary>
    public IReadOnlyList<Rule> ReadRules(TomlTree root, IReadOnlyList<Rule> extended)
    {
        var issuer = root.ReadText("issuer");
        var rules = extended.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var (own, required) = (new HashSet<string>(StringComparer.Ordinal), new List<(string Id, TomlTree Table)>());
        foreach (var table in root.GetTables("rules"))
        {
            if (IsChangeOfTheirs(table, rules))
            {
                AdoptLists(table);
                continue;
            }

            RejectAnchor(table);
            var rule = RuleReader.ReadRule(table, issuer, id => FindBasis(table, id, rules), RequireValidKeys, !isTolerant);
            if (!own.Add(table.ReadText("id")))
            {
                throw new RuleFileException($"{root.File}: rule '{rule.Id}' appears twice; ids must be unique");
            }

            OfRules.AddRange(rule.Allowlists.Where(list => list.Commits.Count > 0)
                .Select(list => new SharedAllowlist(list, [rule.Id], table.Location)));
            rules[rule.Id] = table.Value("regex") is null ? rule : AsConfigured(rule, table);
            required.AddRange(rule.Requires.Select(other => (other.Id, table)));
        }

        RequireExisting(required, rules);
        return [.. rules.Values];
    }

    /// <summary>
    /// Marks a rule whose regex the user wrote. If it does not say how certain its matches are, they are certain: the user asked for them,
    /// also in tests and documentation.
    /// </summary>
    private static Rule AsConfigured(Rule rule, TomlTree table) => rule with
    {
        IsConfigured = true,
        Confidence = table.Value("confidence") is null && !rule.IsGeneric ? Confidence.High : rule.Confidence,
    };

    private void RequireExisting(IEnumerable<(string Id, TomlTree Table)> required, Dictionary<string, Rule> rules)
    {
        var missing = required.FirstOrDefault(other => rules.FindByName(other.Id) is null && builtIn.FindByName(other.Id) is null);
        if (missing.Table is { } table)
        {
            throw table.CreateError("required", $"'required' names the rule '{missing.Id}', which does not exist; "
                + "use the id of a rule of this file, or one that 'secretsentry rules list' shows");
        }
    }

    /// <summary>
    /// Rejects the key <c>anchor</c>. The program itself defines what is read at an anchor and which rule reports it. A user's rule with an
    /// anchor would find nothing, or nothing new.
    /// </summary>
    private static void RejectAnchor(TomlTree table)
    {
        if (table.Value("anchor") is not null)
        {
            throw table.CreateError("anchor", "'anchor' is only valid for the built-in rules; "
                + "write a 'regex' whose group is the secret, or change a built-in rule by its id without 'regex' and 'anchor'");
        }
    }

    /// <summary>
    /// Returns the rule that a table changes. A table with its own regex is a new rule. It does not replace a rule that has the id only as
    /// an alias.
    /// </summary>
    private Rule? FindBasis(TomlTree table, string id, Dictionary<string, Rule> rules) =>
        table.Value("regex") is null
            ? rules.FindByName(id) ?? builtIn.FindByName(id)
            : rules.GetValueOrDefault(id) ?? builtIn.GetValueOrDefault(id);

    /// <summary>
    /// Returns whether a table changes a rule of gitleaks that has no rule of that name here. Such a table has no regex or path. gitleaks
    /// allows it with <c>[extend] useDefault</c>.
    /// </summary>
    private bool IsChangeOfTheirs(TomlTree table, Dictionary<string, Rule> rules) =>
        isTolerant && table.Value("regex") is null && table.Value("path") is null
            && table.ReadText("id") is { Length: > 0 } id
        && rules.FindByName(id) is null && builtIn.FindByName(id) is null;

    /// <summary>
    /// Adopts the allow-lists of a gitleaks rule for the rules that correspond to it here. The other keys are reported as unsupported.
    /// </summary>
    private void AdoptLists(TomlTree table)
    {
        var id = table.ReadText("id");
        foreach (var list in table.GetTables("allowlists").Concat(table.GetTables("allowlist")))
        {
            OfRules.Add(new(RuleReader.ReadAllowlist(list, $"rule '{id}'", RequireValidKeys), [id], list.Location));
        }

        string[] others = [.. table.Keys.Except(["id", "description", "allowlist", "allowlists"]).Order(StringComparer.Ordinal)];
        if (others.Length > 0)
        {
            var ignored = string.Join(", ", others);
            Unsupported.Add($"{table.Location}: of the change to gitleaks' rule '{id}' only allow-lists are used, not "
                + $"{ignored}");
        }
    }

    /// <summary>Reads the allow-lists of the whole file.</summary>
    public IEnumerable<SharedAllowlist> ReadShared(TomlTree root)
    {
        foreach (var table in root.GetTables("allowlists").Concat(root.GetTables("allowlist")))
        {
            var list = RuleReader.ReadAllowlist(table, "the file", RequireValidKeys);
            var location = table.Location;
            if (list.MatchesAll && list.Commits.Count > 0 && list.Regexes.Count + list.StopWords.Count + list.Paths.Count > 0)
            {
                Unsupported.Add($"{location}: an allow-list that requires commits together with other conditions accepts nothing");
            }

            yield return new(list, table.ReadTexts("targetRules"), location);
        }
    }
}
