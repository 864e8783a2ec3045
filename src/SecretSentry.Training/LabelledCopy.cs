using System.Text;
using SecretSentry.Training.Chance;
using SecretSentry.Training.Rows;

namespace SecretSentry.Training;

/// <summary>Copies of labelled files in which labelled values of one line are replaced.</summary>
internal static class LabelledCopy
{
    /// <summary>Returns the copy of a file and the changed lines. Returns null when no label of the file is replaced.</summary>
    public static (byte[] Content, HashSet<int> Lines)? Create(LabelledCode code, string file, int seed, Func<LineLabel, bool> isReplaced,
        Func<Dice, string> draw)
    {
        var labels = code.GetLabels(file).Where(isReplaced).ToArray();
        if (labels.Length == 0)
        {
            return null;
        }

        var dice = Dice.Create(seed, file);
        var lines = Encoding.Latin1.GetString(code.Read(file)).Split('\n');
        var changed = new HashSet<int>();
        foreach (var label in labels)
        {
            var value = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(label.Value));
            if (label.Line <= lines.Length && lines[label.Line - 1].Contains(value, StringComparison.Ordinal))
            {
                lines[label.Line - 1] = lines[label.Line - 1].Replace(value, draw(dice), StringComparison.Ordinal);
                changed.Add(label.Line);
            }
        }

        return (Encoding.Latin1.GetBytes(string.Join('\n', lines)), changed);
    }
}
