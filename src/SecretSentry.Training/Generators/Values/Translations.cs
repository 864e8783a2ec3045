using SecretSentry.Training.Chance;

namespace SecretSentry.Training.Generators.Values;

/// <summary>
/// What programs say about passwords and tokens in the languages of the world. A row holds texts of one language, between bars: labels
/// first,
/// then messages.
/// </summary>
internal static class Translations
{
    private static readonly string[][] Languages =
    [
        SplitRow("Passwort|Kennwort|Passwort bestätigen|Neues Passwort|Passwort vergessen?|Altes "
        + "Kennwort|Zugriffstoken|Schlüssel|Anmelden" +
            "|Geheimnis|Passwort ändern" +
            "|Das Passwort ist zu kurz.|Bitte geben Sie Ihr Passwort ein|Ungültiges Token|Die Kennwörter stimmen nicht überein|Token " +
            "läuft in {0} Tagen ab"),
        SplitRow("Mot de passe|Nouveau mot de passe|Confirmer le mot de passe|Mot de passe oublié ?|Jeton|Jeton d'accès|Clé secrète" +
            "|Connexion|Clé API|Phrase secrète" +
            "|Le mot de passe est trop court|Saisissez votre mot de passe|Jeton invalide ou expiré|Les mots de passe ne correspondent pas"),
        SplitRow("Contraseña|Nueva contraseña|Confirmar contraseña|¿Olvidaste tu contraseña?|Ficha|Clave|Clave secreta|Iniciar "
        + "sesión|Clave " +
            "de acceso|Token caducado" +
            "|La contraseña es demasiado corta|Introduce tu contraseña|Las contraseñas no coinciden|El token no es válido"),
        SplitRow("Password dimenticata?|Parola d'ordine|Nuova password|Conferma la password|Chiave segreta|Gettone|Accedi|Chiave|Codice "
        + "di " +
            "accesso" +
            "|La password è troppo corta|Inserisci la tua password|Le password non coincidono|Il token è scaduto"),
        SplitRow("Senha|Senha atual|Nova senha|Confirmar senha|Esqueceu sua senha?|Chave|Chave secreta|Entrar|Palavra-passe|Código de "
        + "acesso" +
            "|A senha é muito curta|Digite sua senha|As senhas não conferem|Token inválido ou expirado"),
        SplitRow("Wachtwoord|Nieuw wachtwoord|Bevestig wachtwoord|Wachtwoord vergeten?|Sleutel|Geheime sleutel|Toegangscode|Aanmelden" +
            "|Het wachtwoord is te kort|Voer uw wachtwoord in|Wachtwoorden komen niet overeen|Ongeldig token"),
        SplitRow("Hasło|Nowe hasło|Potwierdź hasło|Zapomniałeś hasła?|Klucz|Tajny klucz|Zaloguj|Token dostępu|Klucz prywatny" +
            "|Hasło jest za krótkie|Podaj swoje hasło|Hasła nie są zgodne|Token wygasł"),
        SplitRow("Heslo|Nové heslo|Potvrzení hesla|Zapomněli jste heslo?|Klíč|Tajný klíč|Přihlásit|Přístupový token|Heslo je příliš "
        + "krátké" +
            "|Zadejte heslo|Hesla se neshodují|Neplatný token"),
        SplitRow("Heslo|Nové heslo|Potvrďte heslo|Zabudnuté heslo|Kľúč|Tajný kľúč|Prihlásiť sa|Heslo je príliš krátke|Zadajte svoje heslo" +
            "|Heslá sa nezhodujú"),
        SplitRow("Lösenord|Nytt lösenord|Bekräfta lösenord|Glömt lösenordet?|Nyckel|Hemlig nyckel|Logga in|Lösenordet är för kort|Ange "
        + "ditt " +
            "lösenord|Lösenorden stämmer inte överens|Ogiltig token"),
        SplitRow("Adgangskode|Ny adgangskode|Bekræft adgangskode|Glemt adgangskode?|Nøgle|Hemmelig nøgle|Log ind|Adgangskoden er for kort" +
            "|Indtast din adgangskode|Kodeord"),
        SplitRow("Passord|Nytt passord|Bekreft passord|Glemt passordet?|Nøkkel|Hemmelig nøkkel|Logg inn|Passordet er for kort|Skriv inn " +
            "passordet ditt|Passordene er ikke like"),
        SplitRow("Salasana|Uusi salasana|Vahvista salasana|Unohditko salasanasi?|Avain|Salainen avain|Kirjaudu|Salasana on liian "
        + "lyhyt|Anna " +
            "salasanasi|Salasanat eivät täsmää|Tunnus"),
        SplitRow("Jelszó|Új jelszó|Jelszó megerősítése|Elfelejtett jelszó|Kulcs|Titkos kulcs|Bejelentkezés|A jelszó túl rövid|Adja meg a " +
            "jelszavát|A jelszavak nem egyeznek"),
        SplitRow("Parolă|Parola nouă|Confirmă parola|Ai uitat parola?|Cheie|Cheie secretă|Autentificare|Parola este prea scurtă|Introdu " +
            "parola|Parolele nu se potrivesc"),
        SplitRow("Şifre|Parola|Yeni şifre|Şifreyi onayla|Şifremi unuttum|Anahtar|Gizli anahtar|Giriş yap|Şifre çok kısa|Şifrenizi girin" +
            "|Şifreler eşleşmiyor|Geçersiz belirteç"),
        SplitRow("Lozinka|Nova lozinka|Potvrdi lozinku|Zaboravljena lozinka|Ključ|Tajni ključ|Prijava|Lozinka je prekratka|Unesite "
        + "lozinku" +
            "|Lozinke se ne podudaraju"),
        SplitRow("Geslo|Novo geslo|Potrdite geslo|Pozabljeno geslo|Ključ|Skrivni ključ|Prijava|Geslo je prekratko|Vnesite geslo|Gesli se "
        + "ne " +
            "ujemata"),
        SplitRow("Slaptažodis|Naujas slaptažodis|Pakartokite slaptažodį|Pamiršote slaptažodį?|Raktas|Slaptas "
        + "raktas|Prisijungti|Slaptažodis " +
            "per trumpas"),
        SplitRow("Parole|Jaunā parole|Apstipriniet paroli|Aizmirsi paroli?|Atslēga|Slepenā atslēga|Ieiet|Parole ir pārāk īsa"),
        SplitRow("Parool|Uus parool|Kinnita parool|Unustasid parooli?|Võti|Salajane võti|Logi sisse|Parool on liiga lühike"),
        SplitRow("Kata sandi|Sandi|Sandi baru|Konfirmasi kata sandi|Lupa kata sandi?|Kunci|Kunci rahasia|Masuk|Kata sandi terlalu pendek" +
            "|Masukkan kata sandi Anda|Token tidak valid"),
        SplitRow("Mật khẩu|Mật khẩu mới|Xác nhận mật khẩu|Quên mật khẩu?|Khóa|Khóa bí mật|Đăng nhập|Mật khẩu quá ngắn|Nhập mật khẩu của "
        + "bạn" +
            "|Mã thông báo không hợp lệ"),
        SplitRow("Пароль|Новый пароль|Подтвердите пароль|Забыли пароль?|Ключ|Секретный ключ|Войти|Токен "
        + "доступа|Секрет|Сменить_пароль|Пароль " +
            "слишком короткий" +
            "|Введите ваш пароль|Пароли не совпадают|Неверный или просроченный токен"),
        SplitRow("Пароль|Новий пароль|Підтвердьте пароль|Забули пароль?|Ключ|Секретний ключ|Увійти|Пароль занадто короткий|Введіть свій " +
            "пароль|Паролі не збігаються"),
        SplitRow("Парола|Нова парола|Потвърдете паролата|Забравена парола|Ключ|Таен ключ|Вход|Паролата е твърде кратка|Въведете паролата "
        + "си"),
        SplitRow("Лозинка|Нова лозинка|Потврди лозинку|Заборављена лозинка|Кључ|Тајни кључ|Пријава|Лозинка је прекратка"),
        SplitRow("Κωδικός|Κωδικός πρόσβασης|Νέος κωδικός|Επιβεβαίωση κωδικού|Ξεχάσατε τον κωδικό;|Κλειδί|Μυστικό κλειδί|Σύνδεση|Ο "
        + "κωδικός " +
            "είναι πολύ μικρός|Συνθηματικό"),
        SplitRow("密码|新密码|确认密码|忘记密码?|令牌|访问令牌|密钥|私钥|登录|口令|修改密码|请输入密码|密码长度不能少于8位|两次输入的密码不一致|令牌无效或已过期|请输入您的API密钥"),
        SplitRow("密碼|新密碼|確認密碼|忘記密碼?|權杖|存取權杖|金鑰|私密金鑰|登入|請輸入密碼|密碼太短|兩次輸入的密碼不相符"),
        SplitRow("パスワード|新しいパスワード|パスワードの確認|パスワードをお忘れですか?|トークン|アクセストークン|キー|秘密鍵|ログイン|合言葉|パスワードを入力してください" +
            "|パスワードが短すぎます|パスワードが一致しません|トークンの有効期限が切れています"),
        SplitRow("비밀번호|새 비밀번호|비밀번호 확인|비밀번호를 잊으셨나요?|토큰|액세스 토큰|키|비밀 키|로그인|암호|비밀번호를 입력하세요|비밀번호가 너무 짧습니다|비밀번호가 일치하지 않습니다"),
        SplitRow("كلمة المرور|كلمة مرور جديدة|تأكيد كلمة المرور|نسيت كلمة المرور؟|رمز|مفتاح|المفتاح السري|تسجيل الدخول|كلمة السر|كلمة "
        + "المرور " +
            "قصيرة جدا|أدخل كلمة المرور"),
        SplitRow("סיסמה|סיסמה חדשה|אימות סיסמה|שכחת סיסמה?|אסימון|מפתח|מפתח סודי|התחברות|הסיסמה קצרה מדי|הזן את הסיסמה שלך"),
        SplitRow("رمز عبور|گذرواژه|رمز عبور جدید|تکرار رمز عبور|کلید|کلید خصوصی|توکن|ورود|رمز عبور را وارد کنید|رمز عبور کوتاه است"),
        SplitRow("पासवर्ड|नया पासवर्ड|पासवर्ड की पुष्टि करें|पासवर्ड भूल गए?|टोकन|कुंजी|गुप्त कुंजी|लॉग इन|अपना पासवर्ड दर्ज "
        + "करें|पासवर्ड " +
            "बहुत छोटा है"),
        SplitRow("পাসওয়ার্ড|নতুন পাসওয়ার্ড|পাসওয়ার্ড নিশ্চিত করুন|টোকেন|চাবি|গোপন চাবি|লগ ইন|আপনার পাসওয়ার্ড দিন"),
        SplitRow("கடவுச்சொல்|புதிய கடவுச்சொல்|கடவுச்சொல்லை உறுதிசெய்|விசை|ரகசிய விசை|உள்நுழை|கடவுச்சொல்லை உள்ளிடவும்"),
        SplitRow("పాస్‌వర్డ్|కొత్త పాస్‌వర్డ్|టోకెన్|కీ|రహస్య కీ|లాగిన్|మీ పాస్‌వర్డ్‌ను నమోదు చేయండి"),
        SplitRow("รหัสผ่าน|รหัสผ่านใหม่|ยืนยันรหัสผ่าน|ลืมรหัสผ่าน?|โทเค็น|กุญแจ|คีย์ลับ|เข้าสู่ระบบ|กรุณากรอกรหัสผ่าน|รหัสผ่านสั้นเกินไป"),
        SplitRow("პაროლი|ახალი პაროლი|დაადასტურეთ პაროლი|გასაღები|საიდუმლო გასაღები|შესვლა|შეიყვანეთ პაროლი"),
        SplitRow("Գաղտնաբառ|Նոր գաղտնաբառ|Հաստատել գաղտնաբառը|Բանալի|Մուտք|Մուտքագրեք գաղտնաբառը"),
        SplitRow("የይለፍ ቃል|አዲስ የይለፍ ቃል|ቁልፍ|ሚስጥራዊ ቁልፍ|ግባ|የይለፍ ቃልዎን ያስገቡ"),
        SplitRow("Contrasenya|Contrasenya nova|Confirma la contrasenya|Clau|Clau secreta|Inicia la sessió|La contrasenya és massa curta"),
        SplitRow("Pasahitza|Pasahitz berria|Gakoa|Gako sekretua|Hasi saioa|Pasahitza laburregia da"),
        SplitRow("Lykilorð|Nýtt lykilorð|Staðfesta lykilorð|Lykill|Innskráning|Lykilorðið er of stutt"),
        SplitRow("Focal faire|Eochair|Eochair rúnda|Logáil isteach|Cyfrinair|Cyfrinair newydd|Allwedd|Mewngofnodi"),
        SplitRow("Nenosiri|Nenosiri jipya|Thibitisha nenosiri|Ufunguo|Ufunguo wa siri|Ingia|Weka nenosiri lako"),
        SplitRow("Kata laluan|Kata laluan baharu|Sahkan kata laluan|Kunci rahsia|Log masuk|Password|Mag-login|Kumpirmahin ang "
        + "password|Susi"),
        SplitRow("Password|New password|Confirm password|Forgot password?|Current Password|Token|Access token|Secret|Secret key|API "
        + "Key|Sign " +
            "in|Passphrase|Key|Passcode" +
            "|Password is too short|Enter your password|Passwords do not match|Your token has expired|Reset your password|Please sign " +
            "in again"),
    ];

    /// <summary>All texts of one language, for a file that speaks it throughout.</summary>
    public static string[] PickLanguage(Dice dice) => dice.Pick(Languages);

    public static string PickText(Dice dice)
    {
        var text = dice.Pick(PickLanguage(dice));
        return dice.DrawBelow(24) switch
        {
            0 => text + ":",
            1 => text.Replace(' ', '_'),
            2 => text.ToUpperInvariant(),
            3 => text + " *",
            4 => "<b>" + text + "</b>",
            5 => text + " {{name}}",
            6 => text + "...",
            7 => text + " " + dice.Pick(PickLanguage(dice)),
            _ => text,
        };
    }

    /// <summary>A text of a single word, as it also stands without quotes.</summary>
    public static string PickSingleWord(Dice dice)
    {
        while (true)
        {
            var text = dice.Pick(PickLanguage(dice));
            if (!text.Contains(' ', StringComparison.Ordinal))
            {
                return text.TrimEnd('?', ';', '؟');
            }
        }
    }

    private static string[] SplitRow(string texts) => texts.Split('|');
}
