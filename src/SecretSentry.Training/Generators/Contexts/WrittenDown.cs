using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>
/// Places where people write a password down without a sign of assignment, and lists of names that look like such places, for languages
/// that stand elsewhere. By the name of the language: lines with values, and lines without one.
/// </summary>
internal static class WrittenDown
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Lines = new Dictionary<string, ImmutableArray<string>>
    {
        ["python"] = Language.SplitLines("""
            User.objects.create_user("{{user}}", "{{mail}}", "{{pw:dq}}")
            get_user_model().objects.create_superuser(username='{{user}}', password='{{pw:sq}}')
            self.assertTrue(user.check_password('{{pw:sq}}'))
            page.fill("#{{n:kebab}}", {{v}})
            page.get_by_label("{{n:title}}").fill({{v}})
            page.locator("input[name={{n:snake}}]").type({{v}})
            def {{n:snake}}(self):↵    return {{v}}
            @property↵def {{n:snake}}(self):↵    return {{v}}
            print("{{n:words}} is {{v:word}}")
            print("the {{n:words}} for {{term}}: {{v:word}}")
            # the {{n:words}} of {{user}} is {{v:word}}
            # user {{user}}, pass {{pw:word}}
            child.expect("password:")↵child.sendline({{v}})
            """),
        ["javascript"] = Language.SplitLines("""
            cy.get('#{{n:kebab}}').type({{v}});
            cy.get('[name="{{n:snake}}"]').clear().type({{v}})
            await page.getByLabel('{{n:title}}').fill({{v}});
            await page.locator('#{{n:camel}}').fill('{{v:sq}}');
            $('#{{n:kebab}}').val({{v}});
            $('input[name={{n:snake}}]').setValue({{v}});
            document.getElementById('{{n:camel}}').value = {{v}};
            fireEvent.change(screen.getByLabelText('{{n:title}}'), { target: { value: {{v}} } });
            userEvent.type(screen.getByPlaceholderText(/{{n:words}}/i), {{v}});
            get {{n:camel}}() { return {{v}}; }
            function get{{n:pascal}}() {↵    return {{v}};↵}
            {{n:camel}}() { return {{v}} },
            // {{user}} / {{pw:word}}
            // the {{n:words}} is {{v:word}}
            """),
        ["typescript"] = Language.SplitLines("""
            await page.getByLabel("{{n:title}}").fill({{v}});
            public get {{n:camel}}(): string { return {{v}}; }
            """),
        ["java"] = Language.SplitLines("""
            public String get{{n:pascal}}() {↵    return {{v}};↵}
            String get{{n:pascal}}() { return {{v}}; }
            char[] {{n:camel}} = "{{v:dq}}".toCharArray();
            keyStore.load(in, "{{v:dq}}".toCharArray());
            new KeyStore.PasswordProtection("{{pw:dq}}".toCharArray())
            {{n:camel}}Field.sendKeys({{v}});
            onView(withId(R.id.{{n:snake}})).perform(typeText({{v}}));
            .with(httpBasic("{{user}}", "{{pw:dq}}"))
            given().auth().preemptive().basic("{{user}}", "{{pw:dq}}")
            .withUser("{{user}}").password("{noop}{{pw:dq}}").roles("USER")
            // {{n:words}} of {{user}}: {{v:word}}
            {{n:pascal}}("{{term}}", "{{v:dq}}"),
            """),
        ["csharp"] = Language.SplitLines("""
            public string {{n:pascal}} { get; set; } = {{v}};
            public string {{n:pascal}} { get { return {{v}}; } }
            public string {{n:pascal}} { get; } = {{v}};
            public string {{n:pascal}} => {{v}};
            string Get{{n:pascal}}() { return {{v}}; }
            driver.FindElement(By.Id("{{n:camel}}")).SendKeys({{v}});
            client.Authenticate("{{user}}", "{{pw:dq}}");
            """),
        ["go"] = Language.SplitLines("""
            func {{n:camel}}() string { return {{v}} }
            func (c *{{type}}) {{n:pascal}}() string {↵    return {{v}}↵}
            {"{{n:kebab}}", {{v}}},
            {{{n:camel}}, {{v}}},
            """),
        ["rust"] = Language.SplitLines("""
            let creds = Credentials::new("{{user}}".to_string(), "{{pw:dq}}".to_string());
            fn {{n:snake}}() -> &'static str { {{v}} }
            """),
        ["ruby"] = Language.SplitLines("""
            {{n:snake}} { {{v}} }
            {{n:snake}} {{v}}
            fill_in :{{n:snake}}, with: {{v}}
            fill_in :{{n:snake}}, :with => {{v}}
            fill_in "{{n:title}}", :with => "{{v:dq}}"
            def {{n:snake}}↵    {{v}}↵end
            # {{n:words}}: {{v:word}}
            """),
        ["php"] = Language.SplitLines("""
            public function get{{n:pascal}}() { return {{v}}; }
            $this->type({{v}}, '{{n:snake}}');
            ->type('{{n:snake}}', {{v}})
            // {{user}} / {{pw:word}}
            """),
        ["objective-c"] = Language.SplitLines("""
            #define k{{n:pascal}} @"{{v:dq}}"
            [app.secureTextFields[@"{{n:title}}"] typeText:@"{{v:dq}}"];
            """),
        ["c"] = Language.SplitLines("""
            WiFi.begin("{{brand}}", "{{pw:dq}}");
            { "{{n:kebab}}", {{v}} },
            {{{n:camel}}, {{v}}},
            """),
        ["swift"] = Language.SplitLines("""
            app.secureTextFields["{{n:title}}"].typeText("{{v:dq}}")
            var {{n:camel}}: String { return "{{v:dq}}" }
            """),
        ["sql"] = Language.SplitLines("""
            ALTER USER '{{user}}'@'localhost' IDENTIFIED WITH mysql_native_password BY '{{pw:sql}}';
            CREATE USER {{user}} IDENTIFIED WITH caching_sha2_password BY '{{pw:sql}}';
            CREATE ROLE {{user}} LOGIN PASSWORD '{{pw:sql}}';
            v_{{n:snake}} VARCHAR2({{num}}) := '{{v:sql}}';
            DECLARE @{{n:camel}} NVARCHAR({{num}}) = '{{v:sql}}';
            {{n:snake}} varchar({{num}}) DEFAULT '{{v:sql}}',
            -- {{n:words}} for {{user}} is {{v:word}}
            """),
        ["csv"] = Language.SplitLines("""
            {{n}},{{term}}↵{{v:word}},{{num}}↵{{v:word}},{{num}}
            {{user}};{{pw:word}};{{term}}
            """),
        ["xml"] = Language.SplitLines("""
            <param-name>{{n:camel}}</param-name>↵<param-value>{{v:xml}}</param-value>
            <{{term}}:{{n:pascal}} Type="{{term}}">{{v:xml}}</{{term}}:{{n:pascal}}>
            <{{n:camel}} encrypted="{{true|false}}">{{v:xml}}</{{n:camel}}>
            <{{term}} name="{{n:snake}}" type="{{term}}">↵    <value name="value">{{v:xml}}</value>↵</{{term}}>
            <entry key="{{n:dot}}">{{v:xml}}</entry>
            <{{n:pascal}}><Value>{{v:xml}}</Value><PlainText>true</PlainText></{{n:pascal}}>
            <string name="{{n:snake}}">{{v:xml}}</string>
            """),
        ["html"] = Language.SplitLines("""
            <p><b>{{n:title}}:</b> {{v:xml}}</p>
            <tr><td>{{n:title}}</td><td>{{v:xml}}</td></tr>
            <input type="password" name="{{n:snake}}" value="{{v:attr}}">
            <li>{{n:title}}: <code>{{v:xml}}</code></li>
            """),
        ["yaml"] = Language.SplitLines("""
            {{n:snake}}: {{v:line}}
            chpasswd:↵    list: |↵        {{user}}:{{pw:word}}
            credentials: {{user}}:{{pw:word}}
            basic_auth:↵    - {{user}}:{{pw:word}}
            """),
        ["ini"] = Language.SplitLines("""
            {{n:flat}} {{v:word}}
            {{n:snake}} {{v:word}}
            set {{n:snake}} {{v:word}}
            set {{n:kebab}} "{{v:dq}}"
            stats auth {{user}}:{{pw:word}}
            user {{user}} {{n:kebab}} {{v:word}}
            SetEnv {{n:upper}} {{v:word}}
            """),
        ["shell"] = Language.SplitLines("""
            echo -e "{{pw:raw}}\n{{pw:raw}}" | passwd {{user}}
            (echo '{{pw:raw}}'; echo '{{pw:raw}}') | smbpasswd -s -a {{user}}
            echo "{{user}}:{{pw:raw}}" | sudo chpasswd
            chpasswd <<< "{{user}}:{{pw:raw}}"
            openssl passwd -6 {{pw:word}}
            echo {{pw:word}} | gpg --batch --passphrase-fd 0 --decrypt {{term}}.gpg
            echo '{{pw:raw}}' | kinit {{user}}
            mosquitto_passwd -b /etc/{{term}} {{user}} {{pw:word}}
            nmcli device wifi connect {{brand}} password {{pw:word}}
            wpa_passphrase {{brand}} {{pw:word}}
            echo "{{n:title}}: {{v:word}}"
            echo "your {{n:words}} is {{v:word}}"
            setx {{n:upper}} {{v:word}}
            http -a {{user}}:{{pw:word}} GET {{url}}
            """),
        ["markdown"] = Language.SplitLines("""
            **{{n:title}}:** {{v:word}}
            *{{n:title}}:* `{{v:raw}}`
            Login: {{user}} / {{pw:word}}
            Default credentials: {{user}}/{{pw:word}}
            The {{n:words}} for {{term}} is `{{v:raw}}`
            The {{n:words}} of the {{term}} is {{v:word}}.
            {{n:title}} is now {{v:word}}
            Use `{{v:raw}}` as the {{n:words}}.
            - {{n:words}} - {{v:word}}
            | user | {{n:words}} |↵|---|---|↵| {{user}} | {{v:raw}} |↵| {{name}} | {{v2:raw}} |
            | {{n:title}} | {{term}} |↵|:--|:--|↵| `{{v:raw}}` | {{num}} |
            Use user {{user}}, password {{pw:word}}
            """),
        ["text"] = Language.SplitLines("""
            das {{Passwort|Kennwort}} {{lautet|ist}} {{pw:word}}
            {{Passwort|Kennwort|Zugang}} {{user}}: {{pw:word}}
            le mot de passe est {{pw:word}}
            identifiant {{user}}, mot de passe {{pw:word}}
            mdp : {{pw:line}}
            la {{contraseña|clave}} es {{pw:word}}
            usuario: {{user}}↵{{contraseña|clave}}: {{pw:line}}
            a senha é {{pw:word}}
            la {{parola|password}} è {{pw:word}}
            het wachtwoord is {{pw:word}}
            {{hasło|heslo|salasana|wachtwoord|lösenord|adgangskode|şifre|parola|lozinka|jelszó}}: {{pw:line}}
            {{пароль|Пароль|парола}}: {{pw:line}}
            {{пароль|Пароль}} - {{pw:word}}
            {{密码|密碼|口令|パスワード|비밀번호}}{{:|：|: }}{{pw:word}}
            {{用户名|账号}}：{{user}}，密码：{{pw:word}}
            password for {{host}} is {{pw:word}}
            {{n:words}} for {{user}}: {{v:word}}
            the {{n:words}} of {{term}} is {{v:word}}
            {{n:title}}:↵{{v:word}}
            {{n:words}} - {{v:word}}
            {{user}} / {{n:words}} {{v:word}}
            Login {{user}} / {{pw:word}}
            new password is: {{pw:word}}
            password is now {{pw:word}}
            I set your password to {{pw:word}}
            host    user    {{n:flat}}↵{{host}}    {{user}}    {{v:word}}
            """),
        ["scenarios"] = Language.SplitLines("""
            And I fill in "{{n:title}}" with "{{v:raw}}"
            When I enter "{{v:raw}}" into "{{n:words}}"
            And I type "{{v:raw}}" in the {{n:words}} field
            Examples:↵| username | {{n:snake}} |↵| {{user}} | {{v:raw}} |
            Input Password    {{n:camel}}    {{v:word}}
            """),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// Lines that name credentials and hold none: sentences about them, lists and maps of names, switches, routes, classes, codes.
    /// </summary>
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Fillers = new Dictionary<string, ImmutableArray<string>>
    {
        ["python"] = Language.SplitLines("""
            NAMES = ["{{secretname:kebab}}", "{{secretname:kebab}}", "{{slug}}"]
            "{{secretname:kebab}}", "{{secretname:kebab}}",
            "{{secretname:snake}}": "{{secretname:camel}}",
            path("{{secretname:kebab}}/", {{ident}}, name="{{secretname:kebab}}"),
            raise {{type}}Error("{{secretname:words}} is {{required|missing|too short}}")
            fields = ('{{term}}', '{{secretname:snake}}', '{{secretname:snake}}')
            {{ident}}.find_element(By.ID, "{{secretname:camel}}").click()
            # the {{secretname:words}} is {{read|kept|checked|set|given}} {{below|here|later}}
            """),
        ["javascript"] = Language.SplitLines("""
            const NAMES = ['{{secretname:kebab}}', '{{secretname:kebab}}', '{{slug}}'];
            '{{secretname:kebab}}', '{{secretname:kebab}}',
            '{{secretname:kebab}}': '{{secretname:camel}}',
            {{secretname:upper}}: '{{secretname:upper}}',
            cy.get('#{{secretname:kebab}}').should('be.visible');
            cy.get('#{{secretname:kebab}}').type({{ident}});
            <div className="{{secretname:kebab}} {{slug}}">
            router.push({ name: '{{secretname:kebab}}' });
            t('{{term}}.{{secretname:camel}}', '{{message}}')
            get{{secretname:pascal}}() { return this.{{ident}}; }
            // the {{secretname:words}} is {{read|kept|checked|set|given}} {{below|here|later}}
            """),
        ["java"] = Language.SplitLines("""
            List.of("{{secretname:kebab}}", "{{secretname:kebab}}", "{{slug}}")
            {{secretname:upper}}("{{secretname:kebab}}"),
            String get{{secretname:pascal}}() { return {{ident}}; }
            public String get{{secretname:pascal}}() {↵    return "{{secretname:dot}}";↵}
            @Path("/{{secretname:kebab}}")
            {{ident}}.toCharArray()
            """),
        ["csharp"] = Language.SplitLines("""
            string[] names = ["{{secretname:kebab}}", "{{secretname:kebab}}"];
            public string {{secretname:pascal}} { get; set; } = "";
            public string {{secretname:pascal}} => nameof({{secretname:pascal}});
            """),
        ["go"] = Language.SplitLines("""
            []string{"{{secretname:kebab}}", "{{secretname:kebab}}", "{{slug}}"},
            "{{secretname:kebab}}": "{{secretname:snake}}",
            {{secretname:pascal}} Kind = "{{secretname:kebab}}"
            func {{secretname:camel}}() string { return {{ident}} }
            """),
        ["php"] = Language.SplitLines("""
            ['{{secretname:kebab}}', '{{secretname:kebab}}', '{{slug}}'],
            '{{secretname:snake}}' => '{{secretname:camel}}',
            Route::get('/{{secretname:kebab}}', '{{type}}Controller')->name('{{secretname:kebab}}');
            """),
        ["json"] = Language.SplitLines("""
            "names": ["{{secretname:kebab}}", "{{secretname:kebab}}", "{{secretname:kebab}}"]
            "{{term}}": ["{{secretname:kebab}}", "{{slug}}"]
            "{{secretname:kebab}}": "{{secretname:kebab}}"
            "{{secretname:camel}}": "{{secretname:snake}}"
            """),
        ["toml"] = Language.SplitLines("""
            aliases = ["{{secretname:kebab}}", "{{secretname:kebab}}", "{{secretname:kebab}}"]
            tags = ["{{secretname:kebab}}", "{{slug}}"]
            features = ["{{secretname:kebab}}", "{{term}}"]
            id = "{{secretname:kebab}}"
            """),
        ["yaml"] = Language.SplitLines("""
            {{term}}: ["{{secretname:kebab}}", "{{secretname:kebab}}"]
            {{secretname:snake}}: {{secretname:kebab}}
            """),
        ["markdown"] = Language.SplitLines("""
            The {{secretname:words}} is {{required|optional|wrong|empty|hashed|stored|not set|asked for|case-sensitive}}.
            - {{secretname:words}} - {{what it opens|the name of the field|see below}}
            | {{term}} | {{secretname:words}} |↵|---|---|↵| {{num}} | {{required|optional|yes|no|string|hidden|none}} |
            **{{secretname:title}}:** {{required|optional|string|see below|none|hidden}}
            Use your {{secretname:words}} as {{before|usual|described}}.
            The {{secretname:words}} for this is {{kept|stored}} in the {{term}}.
            Login: /{{term}}/{{term}}
            """),
        ["text"] = Language.SplitLines("""
            {{secretname:words}} is {{required|wrong|empty|expired|needed|changed|sent by mail}}
            das Passwort ist {{falsch|abgelaufen|zu kurz|notwendig|geheim}}
            le mot de passe est {{requis|incorrect|trop court|obligatoire}}
            la contraseña es {{obligatoria|incorrecta|demasiado corta}}
            la password è {{obbligatoria|errata|scaduta}}
            пароль {{- обязательное поле|неверный|: не задан}}
            密码{{：不能为空|错误|:必填}}
            {{secretname:words}} - {{optional|required|hidden}}
            forgot your {{secretname:words}} {{again|today|already}}
            """),
        ["csv"] = Language.SplitLines("""
            name,{{secretname:snake}},kind↵{{term}},{{required|optional|hidden|none}},{{term}}
            """),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names of the languages that have such lines.</summary>
    public static IEnumerable<string> Names => Lines.Keys.Union(Fillers.Keys);

    /// <summary>The language with these lines.</summary>
    public static Language Extend(Language language) => language with
    {
        Snippets = [.. language.Snippets, .. Lines.GetValueOrDefault(language.Name, [])],
        Fillers = [.. language.Fillers, .. Fillers.GetValueOrDefault(language.Name, [])],
    };
}
