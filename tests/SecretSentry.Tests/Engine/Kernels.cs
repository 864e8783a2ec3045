using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Layout;

namespace SecretSentry.Tests.Engine;

internal static class Kernels
{
    public static Scanner ScannerWith(RuleSet rules, string kernel) => new(rules, Kernel.Available.Single(one => one.Name == kernel));

    /// <summary>
    /// Returns the same rules without literals, keyword prefilters, prefilter DFAs and lazy prefixes. Every program is tried at every
    /// position. It is an oracle for the code that finds candidates, and is fast enough for millions of buffers.
    /// <see cref="ReferenceScanner"/> compares the programs themselves with .NET's regex engine.
    /// </summary>
    public static RuleSet Unfiltered(RuleSet rules)
    {
        CompiledRule[] compiled = [.. Enumerable.Range(0, rules.Rules.Count).Select(rules.GetCompiled).Select(one => one with
        {
            Literals = [],
            HasLiterals = false,
            HasKeywordPrefilter = false,
            LazyPrefix = null,
            PrefilterDfa = null,
            NeedsKeyword = one.Rule.Keywords.Count > 0,
        })];
        return RuleSet.Create(compiled, kind => LiteralIndex.Build(kind, []), rules.Pool, new(rules.Filters, StringComparer.Ordinal))
            .AddJudgeFrom(rules);
    }

    /// <summary>Whether the exact tables contain a bucket for the bytes. Every kernel must report at least these locations.</summary>
    public static bool IsPlace(LiteralTable table, ReadOnlySpan<byte> bytes) =>
        (table.Exact[bytes[0]] & table.Exact[256 + bytes[1]] & table.Exact[512 + bytes[2]] & table.Exact[768 + bytes[3]]) != 0;
}
