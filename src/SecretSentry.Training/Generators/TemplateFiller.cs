using System.Globalization;
using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Contexts;
using SecretSentry.Training.Generators.Text;
using SecretSentry.Training.Generators.Values;
using SecretSentry.Training.Labels;

namespace SecretSentry.Training.Generators;

/// <summary>Fills the holes of templates for one file.</summary>
internal sealed class TemplateFiller(Dice dice, Language language, FileStyle style)
{
    public Fragment Fill(string source)
    {
        var template = Template.Get(source);
        var slots = new Dictionary<int, Slot>();
        var text = new Fragment();
        foreach (var part in template.Parts)
        {
            switch (part)
            {
                case Literal literal:
                    text.Add(literal.Text);
                    break;
                case Choice choice:
                    text.Add(choice.Texts[dice.DrawBelow(choice.Texts.Length)]);
                    break;
                case Hole { Name: "n" } hole:
                    AddName(text, GetSlot(template, slots, hole.Number), hole.Argument);
                    break;
                case Hole { IsValue: true } hole:
                    AddValue(text, GetSlot(template, slots, hole.Number), hole.Argument);
                    break;
                case Hole hole:
                    text.Add(FillHole(hole, text));
                    break;
                default:
                    throw new InvalidOperationException($"Unknown part {part}.");
            }
        }

        return text;
    }

    private Slot GetSlot(Template template, Dictionary<int, Slot> slots, int number)
    {
        if (!slots.TryGetValue(number, out var slot))
        {
            var holes = template.Parts.OfType<Hole>().Where(hole => hole.Number == number).ToArray();
            var value = holes.FirstOrDefault(hole => hole.IsValue)
                ?? throw new FormatException($"A name without a value: {template.Source}");
            Family? family = value.Name switch { "pw" => Family.Password, "tok" => Family.Token, "key" => Family.Key, _ => null };
            var near = template.Parts.OfType<Hole>().Any(hole => hole.Name is "user" or "host");
            slot = Slots.Draw(dice, style, new(family, GetFits(value), holes.Any(hole => hole.Name == "n"), near));
            slots.Add(number, slot);
        }

        return slot;
    }

    private Fits GetFits(Hole value)
    {
        if (value.Argument.Length > 0)
        {
            return Position.Get(value.Argument).Fits;
        }

        var fits = language.Expressions ? Fits.Expression | Fits.Scalar : Fits.Scalar;
        return Words.Split(language.Quotes).Aggregate(fits, (all, quote) => all | Position.Get(quote).Fits);
    }

    private void AddName(Fragment text, Slot slot, string argument)
    {
        var casing = argument.Length > 0 ? argument : dice.DrawChance(80) ? style.Casing : dice.Pick(Words.Split(language.Casings));
        text.Add(Casing.Write(casing, slot.Name));
    }

    private void AddValue(Fragment text, Slot slot, string argument)
    {
        if (argument.Length > 0)
        {
            AddInPosition(Position.Get(argument));
        }
        else if (slot.Kind.Fits == Fits.Expression || (IsScalar(slot) && dice.DrawChance(80)))
        {
            text.Add(slot.Value, slot.Kind.Label, slot.Kind.Name);
        }
        else
        {
            AddInPosition(PickQuote(slot));
        }

        void AddInPosition(Position position)
        {
            var value = position.Write(dice, slot.Value, slot.Kind.Label)
                .Replace("\n", "\n" + GetLineIndent(text), StringComparison.Ordinal);
            text.Add(position.Open).Add(value, slot.Kind.Label, slot.Kind.Name).Add(position.Close);
        }
    }

    /// <summary>Whether the value can stand without quotes; data knows numbers, truth and null only.</summary>
    private bool IsScalar(Slot slot) => slot.Kind.Fits.HasFlag(Fits.Scalar) && (language.Expressions || IsJson(slot.Value));

    private static bool IsJson(string value) => value is "true" or "false" or "null" || (value.All(char.IsAsciiDigit) && value[0] != '0');

    /// <summary>The file's own quotes if the value can stand between them, else others of the language.</summary>
    private Position PickQuote(Slot slot)
    {
        var quote = dice.DrawChance(80) ? style.Quote : dice.Pick(Words.Split(language.Quotes));
        while (!CanQuote(quote, slot))
        {
            quote = dice.Pick(Words.Split(language.Quotes));
        }

        return Position.Get(quote);
    }

    private static bool CanQuote(string quote, Slot slot)
    {
        var fits = slot.Kind.Fits.HasFlag(Fits.Scalar) ? slot.Kind.Fits | Fits.Word : slot.Kind.Fits;
        var plain = quote is "plain" or "bare" && slot.Kind.Label != Label.Secret;
        return (Position.Get(quote).Fits & fits) != 0 && !(plain && "{[%@&*!|>'\"`#,?".Contains(slot.Value[0], StringComparison.Ordinal))
            && !(plain && slot.Value.Contains(": ", StringComparison.Ordinal));
    }

    private string FillHole(Hole hole, Fragment text) => hole.Name switch
    {
        "eq" => AlignSign(text, style.Assign),
        "c" => style.Colon,
        "sp" => new string(' ', dice.DrawBetween(1, 12)),
        "term" => Casing.Write(GetStyle(hole), [Words.PickTerm(dice)]),
        "terms" => Casing.Write(GetStyle(hole), [Words.PickTerm(dice), Words.PickTerm(dice)]),
        "call" => Casing.Write(GetStyle(hole), [dice.Pick(Words.Verbs), Words.PickTerm(dice)]),
        "ident" =>
        Casing.Write(GetStyle(hole), dice.DrawChance(50) ? [Words.PickTerm(dice)] : [dice.Pick(Words.Verbs), Words.PickTerm(dice)]),
        "type" => Casing.Write("pascal", dice.DrawChance(40) ? [Words.PickTerm(dice)] : [Words.PickTerm(dice), Words.PickTerm(dice)]),
        "test" =>
        Casing.Write(GetStyle(hole), [dice.Pick(Words.Verbs), Words.PickTerm(dice), dice.Pick("works", "fails", "succeeds", "with",
        "rejects"), Words.PickTerm(dice)]),
        "brand" => Casing.Write(GetStyle(hole), [Words.CreateInvented(dice)]),
        "secretname" => Casing.Write(GetStyle(hole), Names.CreateTelling(dice, dice.Pick(Family.Password, Family.Token, Family.Key))),
        "user" => dice.DrawChance(70) ? style.User : Lookalikes.CreateWord(dice),
        "host" => dice.DrawChance(60) ? style.Host : Lookalikes.CreateHost(dice),
        "name" => dice.Pick(Words.FirstNames),
        "mail" => Lookalikes.CreateMail(dice),
        "num" => dice.DrawBetween(0, dice.Pick(9, 99, 999, 9999)).ToString(CultureInfo.InvariantCulture),
        "port" => dice.Pick("80", "443", "3306", "5432", "6379", "8080", "8443", "9200", "27017", "5672", "25", "587", "389", "1433",
        "1521", "9092"),
        "ver" => Lookalikes.CreateVersion(dice).TrimStart('^', '~', '>', '=', ' '),
        "uuid" => RandomTokens.CreateUuid(dice),
        "hash" => Lookalikes.CreateCommit(dice),
        "blob" => RandomTokens.CreateBlob(dice),
        "sha" => Lookalikes.CreateChecksum(dice),
        "date" => Lookalikes.CreateDate(dice),
        "slug" => Lookalikes.CreateSlug(dice),
        "path" => Lookalikes.CreatePath(dice),
        "url" => Lookalikes.CreateUrl(dice),
        "say" => Prose.CreateSentence(dice),
        "words" => string.Join(' ', Enumerable.Range(0, dice.DrawBetween(1, 5)).Select(_ => Words.PickTerm(dice))),
        "message" => Lookalikes.CreateMessage(dice),
        "stage" => dice.Pick("prod", "production", "staging", "dev", "development", "test", "qa", "local", "ci", "stage", "uat"),
        "lang" => dice.Pick("de", "fr", "es", "it", "pt-BR", "nl", "pl", "cs", "sv", "da", "fi", "hu", "ro", "tr", "hr", "ru", "uk", "el",
        "zh-CN", "zh_TW", "ja", "ko", "ar", "he", "hi", "th", "vi", "id", "en", "en_US"),
        "db" => dice.Pick("app", "shop", "crm", "wiki", "main", "orders", "test", Words.PickTerm(dice)),
        "dir" => Paths.CreateFolders(dice, style.Role),
        _ => throw new FormatException($"No such hole: {hole.Name}"),
    };

    /// <summary>Assignments stand in columns, in a file that has them so.</summary>
    private string AlignSign(Fragment text, string sign)
    {
        var written = text.ToString();
        var column = written.Length - written.LastIndexOf('\n') - 1;
        return style.Aligned > column ? new string(' ', style.Aligned - column) + sign.TrimStart() : sign;
    }

    /// <summary>Common words are written like names, but seldom in capitals.</summary>
    private string GetStyle(Hole hole) => hole.Argument.Length > 0 ? hole.Argument
        : style.Casing is "snake" or "camel" or "pascal" or "kebab" ? style.Casing
        : "flat";

    private static string GetLineIndent(Fragment text)
    {
        var written = text.ToString();
        var line = written[(written.LastIndexOf('\n') + 1)..];
        return line[..(line.Length - line.TrimStart().Length)];
    }
}
