using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Values;

/// <summary>Passwords as people think them up. Each habit is a function; the table of kinds says how common it is.</summary>
internal static class HumanPasswords
{
    private const string Marks = "!!!!@#$%&*?.-_+=";

    /// <summary>Letters and digits that are not taken for each other.</summary>
    private const string Legible = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static readonly string[] KeyRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "azertyuiop", "qwertzuiop", "yxcvbnm"];

    private static readonly string[] KeyColumns = ["1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0okm", "zaq1",
        "xsw2"];

    /// <summary>One word and nothing else.</summary>
    public static string OneWord(Dice dice) => Shape(dice, dice.Chance(20) ? Words.Invented(dice) : LongEnough(dice));

    public static string NameAndYear(Dice dice)
    {
        var name = Shape(dice, dice.Chance(70) ? dice.Pick(Words.FirstNames) : Subject(dice));
        return name + dice.Pick("", "", "", "_", ".", "@", "-") + Year(dice) + End(dice, 25);
    }

    public static string WordAndDigits(Dice dice) => Shape(dice, Subject(dice)) + Digits(dice) + End(dice, 15);

    public static string DigitsAndWord(Dice dice) => Digits(dice) + Shape(dice, Subject(dice)) + End(dice, 15);

    public static string WordDigitsMarks(Dice dice) =>
        Casing.Capital(Subject(dice)) + dice.Pick("", "", "_", "@", "#", "-") + Digits(dice) + Some(dice, dice.Between(1, 2));

    public static string TwoWords(Dice dice)
    {
        var (first, second) = (LongEnough(dice), Subject(dice));
        return dice.Below(6) switch
        {
            0 => Casing.Capital(first) + Casing.Capital(second),
            1 => first + dice.Pick("-", "_", ".", "+") + second,
            2 => first + Casing.Capital(second) + Digits(dice),
            3 => Casing.Capital(first) + dice.Pick("&", "-", "_", "@") + Casing.Capital(second) + Digits(dice),
            _ => first + second + End(dice, 20),
        };
    }

    public static string Leet(Dice dice)
    {
        var word = dice.Chance(50) ? LongEnough(dice) : LongEnough(dice) + Subject(dice);
        var every = dice.Between(50, 100);
        var changed = string.Concat(Shape(dice, word).Select(c => dice.Chance(every) ? LeetOf(dice, c) : c));
        return (changed == word ? "0" + word : changed) + (dice.Chance(40) ? Digits(dice) : "") + End(dice, 30);
    }

    /// <summary>A run over the keyboard, along a row or down the columns.</summary>
    public static string Walk(Dice dice)
    {
        var run = dice.Below(5) switch
        {
            0 => dice.Pick(KeyColumns) + dice.Pick(KeyColumns) + (dice.Chance(40) ? Casing.Upper(dice.Pick(KeyColumns)) : ""),
            1 => Run(dice, dice.Pick(KeyRows)) + Run(dice, dice.Pick(KeyRows)),
            2 => Zip(dice),
            3 => Run(dice, dice.Pick(KeyRows)) + Digits(dice),
            _ => string.Concat(Enumerable.Repeat(Run(dice, dice.Pick(KeyRows)), 2)),
        };
        return (dice.Chance(20) ? Casing.Capital(run) : run) + (dice.Chance(25) ? Digits(dice) : "") + End(dice, 25);
    }

    /// <summary>Three to five words.</summary>
    public static string Phrase(Dice dice)
    {
        var words = Enumerable.Range(0, dice.Between(3, 5)).Select(_ => Words.Plain(dice)).ToArray();
        return Casing.Write(dice.Pick("flat", "kebab", "snake", "dot", "pascal", "camel", "kebab"), words) + End(dice, 20);
    }

    /// <summary>Words with blanks between: only where quotes stand around.</summary>
    public static string SpacedPhrase(Dice dice) =>
        string.Join(' ', Enumerable.Range(0, dice.Between(3, 5)).Select(_ => Words.Plain(dice))) + (dice.Chance(25) ? Digits(dice) : "");

    /// <summary>What a sentence's first letters give.</summary>
    public static string Initials(Dice dice) =>
        Shape(dice, dice.Letters("abcdefghilmnoprstuvw", dice.Between(4, 8))) + dice.Pick("", "&", "4", "2") + Digits(dice) + End(dice, 40);

    public static string Date(Dice dice)
    {
        var (day, month, year) = (Two(dice.Between(1, 28)), Two(dice.Between(1, 12)), Year(dice));
        var date = dice.Below(6) switch
        {
            0 => day + month + year,
            1 => year + month + day,
            2 => day + "." + month + "." + year,
            3 => month + "-" + day + "-" + year,
            4 => dice.Pick(Words.FirstNames) + day + month,
            _ => Casing.Capital(dice.Pick(Words.Seasons)) + day + year,
        };
        return date + End(dice, 15);
    }

    /// <summary>Sports, pets, places and family.</summary>
    public static string Fan(Dice dice)
    {
        var word = dice.Pick(dice.Pick(Words.Teams, Words.Pets, Words.Places, Words.LastNames));
        return dice.Pick("", "", "", "i<3", "go", "love", "my", "viva") + Shape(dice, word) + dice.Pick("", "1", "4ever", "4life", "rulez",
            "", "") +
            (dice.Chance(60) ? Digits(dice) : "") + End(dice, 20);
    }

    public static string Doubled(Dice dice)
    {
        var word = Shape(dice, Subject(dice));
        return word + dice.Pick("", "", "-", "_") + word + (dice.Chance(30) ? Digits(dice) : "");
    }

    /// <summary>Four to six characters.</summary>
    public static string Short(Dice dice) => dice.Below(5) switch
    {
        0 => dice.Pick(Words.FirstNames) is { Length: > 6 } name ? name[..6] : dice.Letters("bdfgklmnprst", 2) + dice.Letters("aeiou", 2) +
            "n",
        1 => dice.Letters("bcdfghjklmnpqrstvwxyz", 3) + dice.Between(1, 999),
        2 => dice.Pick(Words.Pets) + dice.Below(10),
        3 => dice.Letters("0123456789", dice.Between(4, 6)),
        _ => Words.Any(dice) is { Length: <= 6 } word && word.Length > 3 ? word : dice.Letters("abcdefghklmnoprstuvw", 5),
    };

    /// <summary>Marks in the middle, among them those that quotes, shells and URLs stumble over.</summary>
    public static string MarksInside(Dice dice)
    {
        var word = Shape(dice, LongEnough(dice) + (dice.Chance(40) ? Subject(dice) : ""));
        var place = dice.Between(1, word.Length - 1);
        return word[..place] + Some(dice, dice.Between(1, 2), "$'%@#&!^*()[]{}<>;:,~|/\\`\"?=+") + word[place..] +
            (dice.Chance(60) ? Digits(dice) : "");
    }

    /// <summary>Letters that ASCII does not have.</summary>
    public static string NonAscii(Dice dice)
    {
        while (true)
        {
            var word = Words.Any(dice);
            if (!word.All(char.IsAscii))
            {
                return Shape(dice, word) + (dice.Chance(30) ? Words.Plain(dice) : "") + Digits(dice) + End(dice, 25);
            }
        }
    }

    /// <summary>What a department hands out: Welcome2024!, Summer19, Acme@123.</summary>
    public static string Office(Dice dice)
    {
        var word = dice.Below(4) switch
        {
            0 => dice.Pick("Welcome", "Hello", "Start", "Letmein", "Access", "Login", "Willkommen", "Bienvenue", "Hola", "Temp", "Initial",
                "Company"),
            1 => Casing.Capital(dice.Pick(Words.Seasons)),
            2 => Casing.Capital(Words.Invented(dice)),
            _ => Casing.Capital(dice.Pick(Words.Places)),
        };
        return word + dice.Pick("", "", "", "@", "#", "_", "-") + dice.Pick(Year(dice), Year(dice)[2..], "123", "1", "01", "1234", "12") +
            End(dice, 55);
    }

    /// <summary>Named after what it opens: oracle123, JenkinsAdmin!.</summary>
    public static string Product(Dice dice)
    {
        var product = dice.Chance(75) ? dice.Pick(Words.Products) : Words.Invented(dice);
        return Shape(dice, product) + dice.Pick("", "", "_", "@", "-") + dice.Pick("123", "admin", "pw", "pass", "Adm1n", "2", "42",
            "1234", "user", "db", "prod") +
            (dice.Chance(30) ? Digits(dice) : "") + End(dice, 35);
    }

    /// <summary>As a language model writes them: a capital, leet, marks, digits, more even than a person would.</summary>
    public static string Model(Dice dice)
    {
        var word = dice.Pick("Secure", "Strong", "Super", "Complex", "Safe", "Ultra", "Robust", "Master", "Admin", "Prod",
            Casing.Capital(LongEnough(dice)));
        var head = string.Concat(word.Select((c, at) => at > 0 && dice.Chance(45) ? LeetOf(dice, c) : c));
        var tail = dice.Pick("P@ss", "Pa$$w0rd", "K3y", "P4ssw0rd", "Db", "Pass", "Pwd", Casing.Capital(Words.Plain(dice)));
        return head + Some(dice, dice.Below(2)) + tail + Some(dice, dice.Between(1, 2)) + dice.Pick(Digits(dice), Year(dice), "123") +
            Some(dice, dice.Below(3));
    }

    /// <summary>What a careful person or a password manager makes: no word in it, all kinds of characters.</summary>
    public static string Strong(Dice dice) => dice.Below(3) switch
    {
        0 => dice.Letters(Legible, dice.Between(8, 20)),
        1 => dice.Letters(Legible + "01!@#%^&*-_=+?.,~", dice.Between(8, 24)),
        _ => $"{dice.Letters(Legible, 6)}-{dice.Letters(Legible, 6)}-{dice.Letters(Legible, 6)}",
    };

    public static string Pin(Dice dice) => dice.Letters("0123456789", dice.Between(4, 8));

    private static string Subject(Dice dice) => dice.Below(10) switch
    {
        0 or 1 => dice.Pick(Words.FirstNames),
        2 => dice.Pick(Words.Pets),
        3 => dice.Pick(Words.Places),
        4 => dice.Pick(Words.Seasons),
        5 => Words.Invented(dice),
        6 => dice.Pick(Words.LastNames),
        7 when dice.Chance(60) => Words.Term(dice),
        _ => Words.Plain(dice),
    };

    private static string LongEnough(Dice dice)
    {
        var word = Words.Plain(dice);
        return word.Length >= 6 || dice.Chance(35) ? word : word + Words.Plain(dice);
    }

    private static string Shape(Dice dice, string word) => dice.Below(12) switch
    {
        0 or 1 or 2 => Casing.Capital(word),
        3 => Casing.Upper(word),
        4 => string.Concat(word.Select(c => dice.Chance(50) ? char.ToUpperInvariant(c) : c)),
        5 => new string([.. word.Reverse()]),
        _ => word,
    };

    private static string Digits(Dice dice) => dice.Below(8) switch
    {
        0 => "123",
        1 => dice.Pick("1", "12", "1234", "12345", "321", "007", "69", "777", "99", "01", "666", "42"),
        2 => Year(dice),
        3 => new string((char)('0' + dice.Below(10)), dice.Between(2, 4)),
        _ => dice.Letters("0123456789", dice.Between(1, 4)),
    };

    private static string Year(Dice dice) => $"{(dice.Chance(60) ? dice.Between(2008, 2027) : dice.Between(1955, 2007))}";

    private static string End(Dice dice, int percent) => dice.Chance(percent) ? Some(dice, dice.Chance(80) ? 1 : 2) : "";

    private static string Some(Dice dice, int count, string marks = Marks) => dice.Letters(marks, count);

    private static string Two(int number) => number < 10 ? $"0{number}" : $"{number}";

    private static string Run(Dice dice, string row)
    {
        var length = dice.Between(3, Math.Min(6, row.Length));
        var start = dice.Chance(70) ? 0 : dice.Below(row.Length - length + 1);
        var run = row.Substring(start, length);
        return dice.Chance(15) ? new string([.. run.Reverse()]) : run;
    }

    private static string Zip(Dice dice)
    {
        var (first, second) = (dice.Pick(KeyRows), dice.Pick("1234567", "abcdefg", "asdfghj"));
        return string.Concat(Enumerable.Range(0, dice.Between(3, 6)).Select(at => $"{first[at]}{second[at]}"));
    }

    private static char LeetOf(Dice dice, char c) => char.ToLowerInvariant(c) switch
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
