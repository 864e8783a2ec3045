namespace SecretSentry.Engine.Rules;

/// <summary>
/// One kind of credential, as described by its TOML entry. This is plain data; the compiled form is in <c>RuleSet</c>. Keys and meanings:
/// patterns/README.md.
/// </summary>
public sealed record Rule
{
    /// <summary>Unique name, <c>[a-z0-9-]+</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Ids of rules that became part of this one. Wherever a rule is named, they refer to this rule.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>
    /// Ids, in addition to the aliases, under which an earlier version reported some of what this rule finds. A comment or a record that
    /// accepts a finding may still use them. They do not refer to this rule anywhere else, so several rules may have the same one.
    /// </summary>
    public IReadOnlyList<string> ReportedAs { get; init; } = [];

    /// <summary>What the credential is, in one sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who issues it. Empty if there is no specific issuer.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>RE2 source over bytes. Empty for a rule that judges paths only.</summary>
    public string Regex { get; init; } = "";

    /// <summary>Number of the group that is the secret. 0 means the first group that took part, or else the whole match.</summary>
    public int SecretGroup { get; init; }

    /// <summary>The secret's Shannon entropy in bits per byte must be greater than this. 0 means that it is not checked.</summary>
    public double Entropy { get; init; }

    /// <summary>
    /// Lower-case words, of which the content must contain at least one, in any case. Empty means that there is no such condition.
    /// </summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>RE2 source that the path must match. Empty means any path.</summary>
    public string Path { get; init; } = "";

    /// <summary>Free words; <c>generic</c> makes the rule give way to others.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the rule must not report.</summary>
    public IReadOnlyList<Allowlist> Allowlists { get; init; } = [];

    /// <summary>The damage if the credential is real.</summary>
    public Severity Severity { get; init; } = Severity.High;

    /// <summary>How certain a match is.</summary>
    public Confidence Confidence { get; init; } = Confidence.Medium;

    /// <summary>Name of the offline check. Empty means none. See <c>OfflineCheck</c>.</summary>
    public string Checksum { get; init; } = "";

    /// <summary>Names of the reasons for which a match may be public by design. See <c>PublicByDesign</c>.</summary>
    public IReadOnlyList<string> Public { get; init; } = [];

    /// <summary>How to revoke and replace the credential.</summary>
    public string Rotate { get; init; } = "";

    /// <summary>The vendor's page that describes the format.</summary>
    public string Reference { get; init; } = "";

    /// <summary>
    /// The day on which that page was opened and showed the format, as <c>2026-11-30</c>. Empty when the page does not show the format, or
    /// when nobody has noted that it does.
    /// </summary>
    public string ReferenceRead { get; init; } = "";

    /// <summary>Rules that must also match near a match. Without such a match it is not reported.</summary>
    public IReadOnlyList<RequiredRule> Requires { get; init; } = [];

    /// <summary>Whether matches are not reported, because the rule only serves rules that require it.</summary>
    public bool SkipsReport { get; init; }

    /// <summary>
    /// Whether a user wrote the regex. A match is then as certain as the rule says, also if it looks like a made-up value.
    /// </summary>
    public bool IsConfigured { get; init; }

    /// <summary>Templates the rule must report.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Templates the rule must not report.</summary>
    public IReadOnlyList<string> CounterExamples { get; init; } = [];

    /// <summary>
    /// What the regex finds instead of a credential: a location next to which a named value may occur (<c>name</c>, <c>url</c>,
    /// <c>option</c>). The judge then reads that value. Empty for a rule whose matches are credentials.
    /// </summary>
    public string Anchor { get; init; } = "";

    /// <summary>Whether the judge decides about the values at the locations that the regex finds.</summary>
    internal bool IsJudged => Anchor.Length > 0;

    /// <summary>Whether the rule has no regex and judges a file by its path alone. Its examples are then paths.</summary>
    public bool JudgesPathAlone => Regex.Length == 0;

    /// <summary>Whether the rule, which judges a file by its path alone, reports nothing if something was found in the file.</summary>
    internal bool YieldsToContent => JudgesPathAlone && HasTag("file");

    /// <summary>Returns whether <paramref name="name"/> is the rule's id or an alias.</summary>
    public bool IsCalled(string name) =>
        string.Equals(Id, name, StringComparison.Ordinal) || Aliases.Contains(name, StringComparer.Ordinal);

    /// <summary>Returns whether a comment or record that names <paramref name="name"/> may accept a finding of this rule.</summary>
    public bool IsAcceptedAs(string name) => IsCalled(name) || ReportedAs.Contains(name, StringComparer.Ordinal);

    /// <summary>Whether the rule gives way to every other rule that claims the same bytes.</summary>
    public bool IsGeneric => HasTag("generic");

    /// <summary>
    /// Returns whether the rule has a tag. This is called for each match, so it does not use an enumerator, which would allocate.
    /// </summary>
    internal bool HasTag(string tag)
    {
        for (var i = 0; i < Tags.Count; i++)
        {
            if (string.Equals(Tags[i], tag, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
