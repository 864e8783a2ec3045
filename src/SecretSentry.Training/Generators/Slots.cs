using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Contexts;
using SecretSentry.Training.Generators.Values;
using SecretSentry.Training.Labels;

namespace SecretSentry.Training.Generators;

/// <summary>Draws names with values, in the shares of labels of the file's role.</summary>
internal static class Slots
{
    /// <summary>Secret, placeholder, other: of a hundred, by role.</summary>
    private static readonly int[][] Shares =
    [
        /* source   */ [23, 7, 70],
        /* settings */ [30, 7, 63],
        /* test     */ [30, 10, 60],
        /* docs     */ [26, 17, 57],
        /* sample   */ [8, 42, 50],
        /* locale   */ [0, 2, 98],
        /* data     */ [3, 2, 95],
    ];

    public static Slot Draw(Dice dice, FileStyle style, Demand demand)
    {
        var family = demand.Family ?? dice.Pick(Family.Password, Family.Password, Family.Password, Family.Token, Family.Token, Family.Key);
        var kind = DrawKind(dice, style.Role, demand, family);
        return new(DrawName(dice, demand, family, kind), kind, DrawValue(dice, style, demand, kind));
    }

    private static ValueKind DrawKind(Dice dice, Role role, Demand demand, Family family)
    {
        if (role != Role.Locale && demand.Fits.HasFlag(Fits.Word) && dice.DrawChance(family == Family.Password ? 8 : 2))
        {
            // A service that reads this file lets everybody in; elsewhere it is a stand-in.
            return ValueKinds.Weak[role is Role.Settings or Role.Source ? 0 : 1];
        }

        var label = (Label)dice.DrawWeighted(Shares[(int)role]);
        if (label == Label.Other && !demand.Named && dice.DrawChance(50))
        {
            // Whoever writes a password where only a password can stand seldom writes something else.
            label = role == Role.Sample ? Label.Placeholder : Label.Secret;
        }

        if (role == Role.Locale && demand.Fits.HasFlag(Fits.Text) && dice.DrawChance(70))
        {
            return ValueKinds.Translation;
        }

        return DrawLabelledKind(dice, role, demand, family, label) ?? DrawLabelledKind(dice, role, demand, family, Label.Other)
            ?? DrawLabelledKind(dice, role, demand, family, Label.Placeholder)
            ?? throw new InvalidOperationException($"Nothing fits {demand}.");
    }

    private static ValueKind? DrawLabelledKind(Dice dice, Role role, Demand demand, Family family, Label label)
    {
        var weights = new int[ValueKinds.All.Length];
        var any = false;
        for (var i = 0; i < weights.Length; i++)
        {
            var kind = ValueKinds.All[i];
            if (kind.Label == label && (kind.Fits & demand.Fits) != 0 && IsSuitable(kind, demand, family))
            {
                weights[i] = GetWeight(kind, role);
                any = true;
            }
        }

        return any ? ValueKinds.All[dice.DrawWeighted(weights)] : null;
    }

    /// <summary>Where code can stand, most of what is no secret is code; and services' settings do not talk to people.</summary>
    private static int GetWeight(ValueKind kind, Role role) =>
        kind.Fits == Fits.Expression ? 4 * kind.Weight
        : role == Role.Settings && ValueKinds.OfPrograms.Contains(kind.Name) ? (kind.Weight + 3) / 4
        : kind.Weight;

    private static bool IsSuitable(ValueKind kind, Demand demand, Family family)
    {
        var ofFamily = (((int)kind.Under >> (int)family) & 1) == 1;
        return demand.Named
            ? ofFamily || !kind.Names.IsEmpty
            : ofFamily && kind.Names.IsEmpty && (kind.Label != Label.Other || IsReference(kind.Name));
    }

    /// <summary>Without a name only the syntax tells what the value is: nothing but a reference stands there instead.</summary>
    private static bool IsReference(string kind) =>
        kind.StartsWith("reference", StringComparison.Ordinal) || kind is "format" or "identifier" or "chain" or "look-up";

    private static string[] DrawName(Dice dice, Demand demand, Family family, ValueKind kind)
    {
        if (!kind.Names.IsEmpty)
        {
            return Names.CreateFrom(dice, [.. kind.Names]);
        }

        var silent = kind.Label switch { Label.Secret => demand.NearUser ? 10 : 2, Label.Other => 6, _ => 3 };
        return dice.DrawChance(silent) ? Names.CreateSilent(dice) : Names.CreateTelling(dice, family);
    }

    private static string DrawValue(Dice dice, FileStyle style, Demand demand, ValueKind kind) => kind.Name switch
    {
        "weak" when demand.NearUser && dice.DrawChance(20) => style.User,
        "translation" when style.Role == Role.Locale && dice.DrawChance(85) => dice.Pick(style.Translations),
        _ => kind.Make(dice),
    };
}
