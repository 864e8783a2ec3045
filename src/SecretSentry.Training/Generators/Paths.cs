using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Contexts;
using SecretSentry.Training.Generators.Values;

namespace SecretSentry.Training.Generators;

/// <summary>Makes paths of folders that are common in projects.</summary>
internal static class Paths
{
    private static readonly string[][] ByRole =
    [
        /* source   */ Words.Split("src lib app pkg internal cmd core server client api src/main/java src/main/kotlin scripts tools " +
            "backend frontend web services modules bin controllers include utils common handlers"),
        /* settings */ Words.Split("config conf settings deploy deployment ops infra k8s charts env environments etc ansible terraform " +
            "docker .github build src/main/resources app/config provisioning helm stack group_vars/all ci setup"),
        /* test     */ Words.Split("test tests spec src/test/java src/test/resources __tests__ e2e integration testdata fixtures " +
            "test/fixtures spec/cassettes tests/unit tests/integration cypress/fixtures t testing it"),
        /* docs     */ Words.Split("docs doc documentation docs/guide website/content wiki man docs/api help site docs/source articles " +
            "guides"),
        /* sample   */ Words.Split("examples example samples sample demo demos templates docs/examples quickstart tutorial contrib " +
            "skeleton starter playground"),
        /* locale   */ Words.Split("locales locale i18n lang translations src/locales config/locales resources/lang l10n public/locales " +
            "src/i18n po app/i18n messages res/values-de assets/i18n"),
        /* data     */ Words.Split("data db public static assets vendor resources dist schema generated mocks snapshots storage"),
    ];

    /// <summary>Returns folders joined by slashes, with a slash at the end, or an empty string.</summary>
    public static string CreateFolders(Dice dice, Role role)
    {
        var parts = new List<string>();
        if (dice.DrawChance(35))
        {
            parts.Add(dice.DrawChance(40) ? Words.CreateInvented(dice) : Words.PickTerm(dice));
        }

        if (dice.DrawChance(80))
        {
            parts.Add(dice.Pick(ByRole[(int)role]));
        }

        for (var more = dice.DrawWeighted([50, 30, 15, 5]); more > 0; more--)
        {
            parts.Add(dice.DrawChance(25) ? Words.PickTerm(dice) + dice.Pick("s", "-service", "_utils", "") : Words.PickTerm(dice));
        }

        return parts.Count == 0 ? "" : string.Join('/', parts) + "/";
    }
}
