using System.Text;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;
using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Values;
using SecretSentry.Training.Labels;

namespace SecretSentry.Training;

/// <summary>
/// Places of ordinary code at which another value is put, of a kind that is known. The place stays as a project wrote it, and such places
/// stand for secrets and for what is none alike, so that the trees learn what a value says and not where secrets stand in the labelled
/// code.
/// </summary>
internal sealed class Transplants(RowMaker maker, int seed)
{
    /// <summary>Bytes kept on each side of a value: more than features reach.</summary>
    private const int Around = 4096;

    private const int MostOfFile = 5;

    private const int MaxReplaced = 100;

    private const int MaxLength = 120;

    private const int Tries = 30;

    /// <summary>What a file must hold to be read: most hold no name that is taken.</summary>
    private static readonly byte[][] Stems = ByteText.Split("pass Pass PASS ecret SECRET oken TOKEN");

    private static readonly ValueKind[] Kinds = [.. ValueKinds.All.Where(kind => kind.Fits.HasFlag(Fits.Word) && kind.Names.IsEmpty)];

    /// <summary>Texts of a file with one value replaced in each, and what that value is.</summary>
    public IEnumerable<LabelledText> EnumerateTexts(string path, byte[] content)
    {
        var facts = PathFacts.Create(path);
        if (IsLocale(facts) || !ByteText.ContainsAny(content, Stems))
        {
            yield break;
        }

        var dice = Dice.Create(seed, path);
        var candidates = maker.Extract(content, path).Where(candidate => IsWritable(candidate, facts))
            .Select(candidate => (Place: candidate, Family: FindFamily(content, path, candidate))).Where(entry => entry.Family is not null)
            .ToArray();
        for (var i = 0; i < Math.Min(MostOfFile, candidates.Length); i++)
        {
            var (candidate, family) = candidates[dice.DrawBelow(candidates.Length)];
            if (Draw(dice, family!.Value, candidate.Quote != QuoteMark.None) is var (kind, value))
            {
                yield return ReplaceValue(path, content, candidate, kind, value);
            }
        }
    }

    private static bool IsLocale(PathFacts facts) => ((facts.WordBits >> (Feature.PathLocale - Feature.PathTest)) & 1) != 0;

    private static LabelledText ReplaceValue(string path, byte[] content, in NamedValue candidate, ValueKind kind, string value)
    {
        var from = Math.Max(0, Math.Min(candidate.NameStart, candidate.Start) - Around);
        var start = from == 0 ? 0 : from + content.AsSpan(from, candidate.Start - from).IndexOf((byte)'\n') + 1;
        var end = Math.Min(content.Length, Math.Max(candidate.NameEnd, candidate.End) + Around);
        var bytes = Encoding.UTF8.GetBytes(value);
        byte[] text = [.. content.AsSpan(start, candidate.Start - start), .. bytes, .. content.AsSpan(candidate.End, end - candidate.End)];
        return new(path, text, [new(candidate.Start - start, bytes.Length, kind.Label, kind.Name)], "transplant");
    }

    /// <summary>The family that the name announces; null where nobody would write a secret, or it could not be told as one.</summary>
    private Under? FindFamily(byte[] content, string path, in NamedValue candidate)
    {
        var row = maker.ComputeFeatures(content, path, candidate);
        if (HasAny(row, Feature.NameContainsIndex, Feature.NameContainsInterface, Feature.NameContainsProperty, Feature.NameContainsPublic,
            Feature.NameHash, Feature.NameContainsEncrypted))
        {
            return null;
        }

        return (NameWord)row[(int)Feature.NameLastClass] switch
        {
            NameWord.Password => Under.Password,
            NameWord.Secret => Under.Token,
            NameWord.Token when candidate.Operator is not (ValueOperator.Call or ValueOperator.Next) => Under.Token,
            NameWord.Key when HasAny(row, Feature.NameApi, Feature.NameSecret, Feature.NameContainsProduct, Feature.NameAuth) => Under.Key,
            _ => null,
        };
    }

    private static bool IsWritable(in NamedValue candidate, PathFacts path) =>
        candidate.Operator is ValueOperator.Assign or ValueOperator.Colon or ValueOperator.Arrow or ValueOperator.Declare
            or ValueOperator.Call or ValueOperator.Next or ValueOperator.Default or ValueOperator.Unset
        && (candidate.Quote != QuoteMark.None || path.AllowsBareValues) && candidate.End - candidate.Start <= MaxReplaced;

    private static bool HasAny(short[] row, params ReadOnlySpan<Feature> features)
    {
        foreach (var feature in features)
        {
            if (row[(int)feature] != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static (ValueKind Kind, string Value)? Draw(Dice dice, Under under, bool isQuoted)
    {
        var kinds = Kinds.Where(kind => kind.Under.HasFlag(under)).ToArray();
        int[] weights = [.. kinds.Select(kind => kind.Weight)];
        for (var i = 0; i < Tries; i++)
        {
            var kind = kinds[dice.DrawWeighted(weights)];
            var value = kind.Make(dice);
            if (value.Length is >= 4 and <= MaxLength && value.All(c => IsFree(c, isQuoted)))
            {
                return (kind, value);
            }
        }

        return null;
    }

    /// <summary>Whether a character changes no syntax between quotes, or without.</summary>
    private static bool IsFree(char c, bool isQuoted) =>
        char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '!' or '+'
        || (isQuoted && "/=${}<>@#%*():&^?,~".Contains(c, StringComparison.Ordinal));
}
