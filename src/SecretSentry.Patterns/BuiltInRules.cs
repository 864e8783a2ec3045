using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Matching;

namespace SecretSentry.Patterns;

/// <summary>The rules of patterns/*.toml, compiled at build time (the other half is generated).</summary>
public static partial class BuiltInRules
{
    /// <summary>The rule set; made anew at each call, cheap enough to be made at every start.</summary>
    public static RuleSet Load() => RuleSet.CreateBuiltIn(
        Count,
        Make,
        Slow(),
        ReadLiterals,
        ProgramPool.Create(static () => Code, static () => (Sets.ToArray(), Maps.ToArray(), Masks.ToArray())),
        Filters(),
        static () => Judge);

    private static LiteralIndex ReadLiterals(LookupKind kind) =>
        new(kind == LookupKind.Long ? new EmbeddedLiterals(static () => LiteralData) : new EmbeddedLiterals(static () => ShortLiteralData));
}
