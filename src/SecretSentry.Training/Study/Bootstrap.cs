using SecretSentry.Training.Chance;

namespace SecretSentry.Training.Study;

/// <summary>How far a share may be off: repositories are drawn anew, with repetition, from a fixed seed.</summary>
internal static class Bootstrap
{
    private const int Draws = 2000;

    /// <summary>The 2.5th and 97.5th percentile of the share of right lines, over draws of whole repositories.</summary>
    public static (double Low, double High) Share(IEnumerable<JudgedLine> lines)
    {
        var groups = lines.GroupBy(line => line.Best.Group).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Right: group.Count(line => line.IsSecret), All: group.Count())).ToArray();
        if (groups.Length == 0)
        {
            return (0, 0);
        }

        var (dice, shares) = (new Dice(2026, 18), new List<double>());
        for (var draw = 0; draw < Draws; draw++)
        {
            var (right, all) = (0, 0);
            for (var i = 0; i < groups.Length; i++)
            {
                var group = groups[dice.DrawBelow(groups.Length)];
                (right, all) = (right + group.Right, all + group.All);
            }

            shares.Add((double)right / all);
        }

        shares.Sort();
        return (shares[Draws / 40], shares[Draws - 1 - (Draws / 40)]);
    }
}
