using System.Globalization;
using SecretSentry.Training.Rows;

namespace SecretSentry.Training;

/// <summary>Prints how many labelled lines have a candidate, and which have none.</summary>
internal static class Ceiling
{
    public static void Print(LabelledCode code, RowMaker maker)
    {
        var (reached, candidates, bytes) = (new HashSet<(string, int)>(), 0, 0L);
        foreach (var file in code.EnumerateFiles())
        {
            var content = code.Read(file);
            bytes += content.Length;
            var lines = new LineIndex(content);
            foreach (var candidate in maker.Extract(content, file))
            {
                candidates++;
                var line = lines.GetLine(candidate.Start);
                foreach (var label in code.GetLabels(file))
                {
                    if (label.IsCounted && line >= label.Line && line <= label.End)
                    {
                        reached.Add((file, label.Line));
                    }
                }
            }
        }

        foreach (var (unit, kind) in code.Units.Zip(code.UnitKinds).Where(unit => !reached.Contains(unit.First)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}\t{unit.File}:{unit.Line}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{reached.Count} of {code.UnitKinds.Count} lines have a candidate; {candidates * 1e6 / bytes:F0} candidates per MB"));
    }
}
