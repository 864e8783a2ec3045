using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Values;
using SecretSentry.Training.Rows;
using Label = SecretSentry.Training.Labels.Label;

namespace SecretSentry.Training;

/// <summary>
/// Copies of labelled files in which secrets are replaced by placeholders, references, translations and other values that are none: the
/// place alone must not make a secret of whatever stands there.
/// </summary>
internal static class SampleCopies
{
    private const int MaxLabel = 120;

    private const int MaxLength = 80;

    private const int Tries = 50;

    private static readonly ValueKind[] Kinds =
        [.. ValueKinds.All.Where(kind => kind.Fits.HasFlag(Fits.Word) && kind.Names.IsEmpty && kind.Label != Label.Secret)];

    private static readonly int[] Weights = [.. Kinds.Select(kind => kind.Weight)];

    /// <summary>The copy of a file and the lines that were changed; null when it holds no such value.</summary>
    public static (byte[] Content, HashSet<int> Lines)? Create(LabelledCode code, string file, int seed) =>
        LabelledCopy.Create(code, file, seed, IsReplaced, Draw);

    private static bool IsReplaced(LineLabel label) =>
        label.IsCounted && label.End == label.Line && label.Value.Length is > 2 and <= MaxLabel;

    /// <summary>A value that ends no quoted text.</summary>
    private static string Draw(Dice dice)
    {
        for (var i = 0; i < Tries; i++)
        {
            var value = Kinds[dice.DrawWeighted(Weights)].Make(dice);
            if (value.Length is >= 3 and <= MaxLength && value.All(c => char.IsAscii(c) && c is not ('"' or '\'' or '\\' or '`' or '\n')))
            {
                return value;
            }
        }

        return "changeme";
    }
}
