using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Values;

/// <summary>Passwords as people make them up. Each habit is a function. The table of kinds says how common it is.</summary>
internal static class HumanPasswords
{
    private const string Symbols = "!!!!@#$%&*?.-_+=";

    /// <summary>Letters and digits that cannot be confused with each other.</summary>
    private const string Legible = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static readonly string[] KeyRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "azertyuiop", "qwertzuiop", "yxcvbnm"];

    private static readonly string[] KeyColumns = ["1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0okm", "zaq1",
        "xsw2"];

    /// <summary>Returns a single word.</summary>
    public static string CreateSingleWord(Dice dice) =>
        ShapeWord(dice, dice.DrawChance(20) ? Words.CreateInvented(dice) : PickLongWord(dice));

    public static string CreateNameAndYear(Dice dice)
    {
        var name = ShapeWord(dice, dice.DrawChance(70) ? dice.Pick(Words.FirstNames) : PickSubject(dice));
        return name + dice.Pick("", "", "", "_", ".", "@", "-") + CreateYear(dice) + DrawEnd(dice, 25);
    }

    public static string CreateWordAndDigits(Dice dice) => ShapeWord(dice, PickSubject(dice)) + CreateDigits(dice) + DrawEnd(dice, 15);

    public static string CreateDigitsAndWord(Dice dice) => CreateDigits(dice) + ShapeWord(dice, PickSubject(dice)) + DrawEnd(dice, 15);

    public static string CreateWordDigitsSymbols(Dice dice) =>
        Casing.Capitalize(PickSubject(dice)) + dice.Pick("", "", "_", "@", "#", "-") + CreateDigits(dice)
            + DrawSymbols(dice, dice.DrawBetween(1, 2));

    public static string CreateTwoWords(Dice dice)
    {
        var (first, second) = (PickLongWord(dice), PickSubject(dice));
        return dice.DrawBelow(6) switch
        {
            0 => Casing.Capitalize(first) + Casing.Capitalize(second),
            1 => first + dice.Pick("-", "_", ".", "+") + second,
            2 => first + Casing.Capitalize(second) + CreateDigits(dice),
            3 => Casing.Capitalize(first) + dice.Pick("&", "-", "_", "@") + Casing.Capitalize(second) + CreateDigits(dice),
            _ => first + second + DrawEnd(dice, 20),
        };
    }

    public static string CreateLeet(Dice dice)
    {
        var word = dice.DrawChance(50) ? PickLongWord(dice) : PickLongWord(dice) + PickSubject(dice);
        var every = dice.DrawBetween(50, 100);
        var changed = string.Concat(ShapeWord(dice, word).Select(c => dice.DrawChance(every) ? ToLeet(dice, c) : c));
        return (changed == word ? "0" + word : changed) + (dice.DrawChance(40) ? CreateDigits(dice) : "") + DrawEnd(dice, 30);
    }

    /// <summary>A run over the keyboard, along a row or down the columns.</summary>
    public static string CreateWalk(Dice dice)
    {
        var run = dice.DrawBelow(5) switch
        {
            0 => dice.Pick(KeyColumns) + dice.Pick(KeyColumns) + (dice.DrawChance(40) ? Casing.ToUpper(dice.Pick(KeyColumns)) : ""),
            1 => DrawRun(dice, dice.Pick(KeyRows)) + DrawRun(dice, dice.Pick(KeyRows)),
            2 => InterleaveKeys(dice),
            3 => DrawRun(dice, dice.Pick(KeyRows)) + CreateDigits(dice),
            _ => string.Concat(Enumerable.Repeat(DrawRun(dice, dice.Pick(KeyRows)), 2)),
        };
        return (dice.DrawChance(20) ? Casing.Capitalize(run) : run) + (dice.DrawChance(25) ? CreateDigits(dice) : "") + DrawEnd(dice, 25);
    }

    /// <summary>Three to five words.</summary>
    public static string CreatePhrase(Dice dice)
    {
        var words = Enumerable.Range(0, dice.DrawBetween(3, 5)).Select(_ => Words.PickPlain(dice)).ToArray();
        return Casing.Write(dice.Pick("flat", "kebab", "snake", "dot", "pascal", "camel", "kebab"), words) + DrawEnd(dice, 20);
    }

    /// <summary>Words with blanks between them. Valid only between quotes.</summary>
    public static string CreateSpacedPhrase(Dice dice) =>
        string.Join(' ', Enumerable.Range(0, dice.DrawBetween(3, 5)).Select(_ => Words.PickPlain(dice)))
            + (dice.DrawChance(25) ? CreateDigits(dice) : "");

    /// <summary>The first letters of a sentence.</summary>
    public static string CreateInitials(Dice dice) =>
        ShapeWord(dice, dice.DrawLetters("abcdefghilmnoprstuvw", dice.DrawBetween(4, 8))) + dice.Pick("", "&", "4", "2")
            + CreateDigits(dice) + DrawEnd(dice, 40);

    public static string CreateDate(Dice dice)
    {
        var (day, month, year) = (FormatTwoDigits(dice.DrawBetween(1, 28)), FormatTwoDigits(dice.DrawBetween(1, 12)), CreateYear(dice));
        var date = dice.DrawBelow(6) switch
        {
            0 => day + month + year,
            1 => year + month + day,
            2 => day + "." + month + "." + year,
            3 => month + "-" + day + "-" + year,
            4 => dice.Pick(Words.FirstNames) + day + month,
            _ => Casing.Capitalize(dice.Pick(Words.Seasons)) + day + year,
        };
        return date + DrawEnd(dice, 15);
    }

    /// <summary>Sports, pets, places and family.</summary>
    public static string CreateFan(Dice dice)
    {
        var word = dice.Pick(dice.Pick(Words.Teams, Words.Pets, Words.Places, Words.LastNames));
        return dice.Pick("", "", "", "i<3", "go", "love", "my", "viva") + ShapeWord(dice, word)
            + dice.Pick("", "1", "4ever", "4life", "rulez",
            "", "") +
            (dice.DrawChance(60) ? CreateDigits(dice) : "") + DrawEnd(dice, 20);
    }

    public static string CreateDoubled(Dice dice)
    {
        var word = ShapeWord(dice, PickSubject(dice));
        return word + dice.Pick("", "", "-", "_") + word + (dice.DrawChance(30) ? CreateDigits(dice) : "");
    }

    /// <summary>Four to six characters.</summary>
    public static string CreateShort(Dice dice) => dice.DrawBelow(5) switch
    {
        0 => dice.Pick(Words.FirstNames) is { Length: > 6 } name ? name[..6] : dice.DrawLetters("bdfgklmnprst", 2)
            + dice.DrawLetters("aeiou", 2) +
            "n",
        1 => dice.DrawLetters("bcdfghjklmnpqrstvwxyz", 3) + dice.DrawBetween(1, 999),
        2 => dice.Pick(Words.Pets) + dice.DrawBelow(10),
        3 => dice.DrawLetters("0123456789", dice.DrawBetween(4, 6)),
        _ => Words.PickAny(dice) is { Length: <= 6 } word && word.Length > 3 ? word : dice.DrawLetters("abcdefghklmnoprstuvw", 5),
    };

    /// <summary>Marks in the middle, among them those that quotes, shells and URLs stumble over.</summary>
    public static string CreateSymbolsInside(Dice dice)
    {
        var word = ShapeWord(dice, PickLongWord(dice) + (dice.DrawChance(40) ? PickSubject(dice) : ""));
        var index = dice.DrawBetween(1, word.Length - 1);
        return word[..index] + DrawSymbols(dice, dice.DrawBetween(1, 2), "$'%@#&!^*()[]{}<>;:,~|/\\`\"?=+") + word[index..] +
            (dice.DrawChance(60) ? CreateDigits(dice) : "");
    }

    /// <summary>Letters that ASCII does not have.</summary>
    public static string CreateNonAscii(Dice dice)
    {
        while (true)
        {
            var word = Words.PickAny(dice);
            if (!word.All(char.IsAscii))
            {
                return ShapeWord(dice, word) + (dice.DrawChance(30) ? Words.PickPlain(dice) : "") + CreateDigits(dice) + DrawEnd(dice, 25);
            }
        }
    }

    /// <summary>What a department hands out: Welcome2024!, Summer19, Acme@123.</summary>
    public static string CreateOffice(Dice dice)
    {
        var word = dice.DrawBelow(4) switch
        {
            0 => dice.Pick("Welcome", "Hello", "Start", "Letmein", "Access", "Login", "Willkommen", "Bienvenue", "Hola", "Temp", "Initial",
                "Company"),
            1 => Casing.Capitalize(dice.Pick(Words.Seasons)),
            2 => Casing.Capitalize(Words.CreateInvented(dice)),
            _ => Casing.Capitalize(dice.Pick(Words.Places)),
        };
        return word + dice.Pick("", "", "", "@", "#", "_", "-")
            + dice.Pick(CreateYear(dice), CreateYear(dice)[2..], "123", "1", "01", "1234", "12") +
            DrawEnd(dice, 55);
    }

    /// <summary>Named after what it opens: oracle123, JenkinsAdmin!.</summary>
    public static string CreateProduct(Dice dice)
    {
        var product = dice.DrawChance(75) ? dice.Pick(Words.Products) : Words.CreateInvented(dice);
        return ShapeWord(dice, product) + dice.Pick("", "", "_", "@", "-") + dice.Pick("123", "admin", "pw", "pass", "Adm1n", "2", "42",
            "1234", "user", "db", "prod") +
            (dice.DrawChance(30) ? CreateDigits(dice) : "") + DrawEnd(dice, 35);
    }

    /// <summary>As a language model writes them: a capital, leet, marks, digits, more even than a person would.</summary>
    public static string CreateModel(Dice dice)
    {
        var word = dice.Pick("Secure", "Strong", "Super", "Complex", "Safe", "Ultra", "Robust", "Master", "Admin", "Prod",
            Casing.Capitalize(PickLongWord(dice)));
        var head = string.Concat(word.Select((c, index) => index > 0 && dice.DrawChance(45) ? ToLeet(dice, c) : c));
        var tail = dice.Pick("P@ss", "Pa$$w0rd", "K3y", "P4ssw0rd", "Db", "Pass", "Pwd", Casing.Capitalize(Words.PickPlain(dice)));
        return head + DrawSymbols(dice, dice.DrawBelow(2)) + tail + DrawSymbols(dice, dice.DrawBetween(1, 2))
            + dice.Pick(CreateDigits(dice), CreateYear(dice), "123") +
            DrawSymbols(dice, dice.DrawBelow(3));
    }

    /// <summary>What a careful person or a password manager makes: no word in it, all kinds of characters.</summary>
    public static string CreateStrong(Dice dice) => dice.DrawBelow(3) switch
    {
        0 => dice.DrawLetters(Legible, dice.DrawBetween(8, 20)),
        1 => dice.DrawLetters(Legible + "01!@#%^&*-_=+?.,~", dice.DrawBetween(8, 24)),
        _ => $"{dice.DrawLetters(Legible, 6)}-{dice.DrawLetters(Legible, 6)}-{dice.DrawLetters(Legible, 6)}",
    };

    public static string CreatePin(Dice dice) => dice.DrawLetters("0123456789", dice.DrawBetween(4, 8));

    private static string PickSubject(Dice dice) => dice.DrawBelow(10) switch
    {
        0 or 1 => dice.Pick(Words.FirstNames),
        2 => dice.Pick(Words.Pets),
        3 => dice.Pick(Words.Places),
        4 => dice.Pick(Words.Seasons),
        5 => Words.CreateInvented(dice),
        6 => dice.Pick(Words.LastNames),
        7 when dice.DrawChance(60) => Words.PickTerm(dice),
        _ => Words.PickPlain(dice),
    };

    private static string PickLongWord(Dice dice)
    {
        var word = Words.PickPlain(dice);
        return word.Length >= 6 || dice.DrawChance(35) ? word : word + Words.PickPlain(dice);
    }

    private static string ShapeWord(Dice dice, string word) => dice.DrawBelow(12) switch
    {
        0 or 1 or 2 => Casing.Capitalize(word),
        3 => Casing.ToUpper(word),
        4 => string.Concat(word.Select(c => dice.DrawChance(50) ? char.ToUpperInvariant(c) : c)),
        5 => new string([.. word.Reverse()]),
        _ => word,
    };

    private static string CreateDigits(Dice dice) => dice.DrawBelow(8) switch
    {
        0 => "123",
        1 => dice.Pick("1", "12", "1234", "12345", "321", "007", "69", "777", "99", "01", "666", "42"),
        2 => CreateYear(dice),
        3 => new string((char)('0' + dice.DrawBelow(10)), dice.DrawBetween(2, 4)),
        _ => dice.DrawLetters("0123456789", dice.DrawBetween(1, 4)),
    };

    private static string CreateYear(Dice dice) => $"{(dice.DrawChance(60) ? dice.DrawBetween(2008, 2027) : dice.DrawBetween(1955, 2007))}";

    private static string DrawEnd(Dice dice, int percent) => dice.DrawChance(percent) ? DrawSymbols(dice, dice.DrawChance(80) ? 1 : 2) : "";

    private static string DrawSymbols(Dice dice, int count, string symbols = Symbols) => dice.DrawLetters(symbols, count);

    private static string FormatTwoDigits(int number) => number < 10 ? $"0{number}" : $"{number}";

    private static string DrawRun(Dice dice, string row)
    {
        var length = dice.DrawBetween(3, Math.Min(6, row.Length));
        var start = dice.DrawChance(70) ? 0 : dice.DrawBelow(row.Length - length + 1);
        var run = row.Substring(start, length);
        return dice.DrawChance(15) ? new string([.. run.Reverse()]) : run;
    }

    private static string InterleaveKeys(Dice dice)
    {
        var (first, second) = (dice.Pick(KeyRows), dice.Pick("1234567", "abcdefg", "asdfghj"));
        return string.Concat(Enumerable.Range(0, dice.DrawBetween(3, 6)).Select(index => $"{first[index]}{second[index]}"));
    }

    private static char ToLeet(Dice dice, char c) => char.ToLowerInvariant(c) switch
    {
        'a' => dice.Pick('4', '@'),
        'e' => '3',
        'i' => dice.Pick('1', '!'),
        'o' => '0',
        's' => dice.Pick('5', '$'),
        't' => '7',
        _ => c,
    };
}
