using System.Collections.Frozen;
using System.Collections.Immutable;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>
/// Log-ins, settings and sentences of every day, for languages that stand elsewhere: where a password that somebody thought up stands,
/// and in the same places what is none. By the name of the language.
/// </summary>
internal static class Everyday
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Tables = new Dictionary<string, ImmutableArray<string>>
    {
        ["python"] = Language.SplitLines("""
            conn.simple_bind_s('cn={{user}},dc={{brand}},dc=org', '{{pw:sq}}')
            ldap_conn.simple_bind_s({{term}}_dn, "{{pw:dq}}")
            db = MySQLdb.connect("{{host}}", "{{user}}", "{{pw:dq}}", "{{db}}")
            connection = pymysql.connect('{{host}}', '{{user}}', '{{pw:sq}}', '{{db}}')
            conn = cx_Oracle.connect('{{user}}', '{{pw:sq}}', '{{host}}/{{db}}')
            ssh.connect('{{host}}', {{port}}, '{{user}}', '{{pw:sq}}')
            ssh.connect({{host}}, username='{{user}}', {{n:snake}}={{v}})
            ftp.login('{{user}}', '{{pw:sq}}')
            imap.login("{{mail}}", "{{pw:dq}}")
            driver.find_element(By.ID, "{{n:kebab}}").send_keys({{v}})
            driver.find_element_by_name('password').send_keys('{{pw:sq}}')
            subprocess.run(["mysql", "-u", "{{user}}", "-p{{pw:raw}}", "{{db}}"])
            subprocess.check_call(['{{call:kebab}}', '--{{n:kebab}}', {{v}}])
            child.sendline('{{pw:sq}}')
            if request.form['{{n:snake}}'] == {{v}}:
            if hmac.compare_digest({{n:snake}}, {{v}}):
            EMAIL_HOST_USER = '{{mail}}'↵EMAIL_HOST_PASSWORD = '{{pw:sq}}'
            SECRET_KEY = env('SECRET_KEY', default={{key}})
            {{n:upper}} = config('{{n:upper}}', default={{v}})
            keyring.set_password("{{term}}", "{{user}}", "{{pw:dq}}")
            make_password('{{pw:sq}}')
            zf.extractall(pwd=b'{{pw:sq}}')
            pdf.decrypt('{{pw:sq}}')
            """),
        ["php"] = Language.SplitLines("""
            ldap_bind($ldap, $dn, '{{pw:sq}}');
            ldap_bind(${{term}}, "cn={{user}},dc={{brand}}", "{{pw:dq}}");
            $mailbox = imap_open('{' . $host . ':993/imap/ssl}INBOX', '{{mail}}', '{{pw:sq}}');
            ftp_login($ftp, '{{user}}', '{{pw:sq}}');
            ssh2_auth_password($connection, '{{user}}', '{{pw:sq}}');
            $link = mysqli_connect('{{host}}', '{{user}}', '{{pw:sq}}', '{{db}}');
            $link = mssql_connect("{{host}}", "{{user}}", "{{pw:dq}}");
            $mail->Username = '{{mail}}';↵$mail->Password = '{{pw:sq}}';
            if ($_POST['{{n:snake}}'] == {{v}}) {
            if ($_POST['password'] === '{{pw:sq}}') {
            '{{n:snake}}' => env('{{n:upper}}', {{v}}),
            putenv('{{n:upper}}={{v:word}}');
            const {{n:upper}} = {{v}};
            password_hash('{{pw:sq}}', PASSWORD_BCRYPT)
            Hash::make('{{pw:sq}}')
            'password' => bcrypt('{{pw:sq}}'),
            $I->fillField('{{n:snake}}', {{v}});
            """),
        ["perl"] = Language.SplitLines("""
            my $dbh = DBI->connect("dbi:mysql:{{db}}", '{{user}}', '{{pw:sq}}');
            $ldap->bind($dn, password => '{{pw:sq}}');
            $ftp->login('{{user}}', '{{pw:sq}}');
            $smtp->auth('{{user}}', '{{pw:sq}}');
            """),
        ["ruby"] = Language.SplitLines("""
            ENV.fetch('{{n:upper}}', {{v}})
            ENV.fetch("{{n:upper}}") { {{v}} }
            ENV['{{n:upper}}'] ||= {{v}}
            Net::SSH.start('{{host}}', '{{user}}', password: '{{pw:sq}}')
            http.basic_auth '{{user}}', '{{pw:sq}}'
            User.create!(email: '{{mail}}', password: '{{pw:sq}}', password_confirmation: '{{pw:sq}}')
            user.authenticate('{{pw:sq}}')
            fill_in '{{n:title}}', with: {{v}}
            fill_in 'user_password', with: '{{pw:sq}}'
            http_basic_authenticate_with name: "{{user}}", password: "{{pw:dq}}"
            """),
        ["java"] = Language.SplitLines("""
            env.put(Context.SECURITY_PRINCIPAL, "{{user}}");↵env.put(Context.SECURITY_CREDENTIALS, "{{pw:dq}}");
            props.setProperty({{n:upper}}, {{v}});
            props.put({{type}}Config.{{n:upper}}, {{v}});
            config.set({{type}}.{{n:upper}}, {{v}});
            factory.createConnection("{{host}}", "{{user}}", "{{pw:dq}}");
            ftpClient.login("{{user}}", "{{pw:dq}}");
            session.setPassword("{{pw:dq}}");↵session.setConfig("StrictHostKeyChecking", "no");
            driver.findElement(By.id("{{n:kebab}}")).sendKeys({{v}});
            driver.findElement(By.name("password")).sendKeys("{{pw:dq}}");
            @Value("${{{n:dot}}:{{v:word}}}")
            {{term}}.set{{n:pascal}}("{{v:dq}}");
            dataSource.setUsername("{{user}}");↵dataSource.setPassword("{{pw:dq}}");
            config.setUsername("{{user}}");↵config.setPassword("{{pw:dq}}");
            ds.setUser("{{user}}");↵ds.setPassword("{{pw:dq}}");
            if (!"{{pw:dq}}".equals(password)) {
            if (password.equals("{{pw:dq}}")) {
            .formParam("{{n:snake}}", {{v}})
            private static final String PASSWORD = "{{pw:dq}}";
            keyStore.load(stream, "{{pw:dq}}".toCharArray());
            """),
        ["kotlin"] = Language.SplitLines("""
            buildConfigField("String", "{{n:upper}}", "\"{{v:dq2}}\"")
            storePassword = "{{pw:dq}}"↵keyAlias = "{{term}}"↵keyPassword = "{{pw2:dq}}"
            {{n:camel}} = System.getenv("{{n:upper}}") ?: {{v}}
            """),
        ["groovy"] = Language.SplitLines("""
            storePassword '{{pw:sq}}'
            keyPassword "{{pw:dq}}"

            """ + "signingConfigs { release { storeFile file('{{term}}.jks'); storePassword '{{pw:sq}}'; keyAlias '{{term}}'; "
            + "keyPassword '{{pw2:sq}}' } }\n" + """
            buildConfigField "String", "{{n:upper}}", '"{{v:dq}}"'
            resValue "string", "{{n:snake}}", "{{v:dq}}"
            credentials { username '{{user}}'; password '{{pw:sq}}' }
            credentials {↵    username = "{{user}}"↵    password = "{{pw:dq}}"↵}
            environment { {{n:upper}} = {{v}} }
            """),
        ["csharp"] = Language.SplitLines("""
            var {{n:camel}} = configuration["{{type}}:{{n:pascal}}"] ?? {{v}};
            new NetworkCredential("{{user}}", "{{pw:dq}}")
            new PasswordCredential("{{term}}", "{{user}}", "{{pw:dq}}");
            client.Authenticate("{{mail}}", "{{pw:dq}}");
            await signInManager.PasswordSignInAsync("{{user}}", "{{pw:dq}}", false, false);
            await userManager.CreateAsync(user, "{{pw:dq}}");
            Environment.SetEnvironmentVariable("{{n:upper}}", {{v}});
            if (txtPassword.Text == "{{pw:dq}}")
            private const string {{n:pascal}} = {{v}};
            new SqlConnection("Server={{host}};Database={{db}};User Id={{user}};Password={{pw:connection}};");
            "Data Source={{host}};Initial Catalog={{db}};uid={{user}};pwd={{pw:connection}}"
            """),
        ["go"] = Language.SplitLines("""
            os.Setenv("{{n:upper}}", {{v}})
            t.Setenv("{{n:upper}}", {{v}})
            viper.SetDefault("{{n:dot}}", {{v}})
            flag.String("{{n:kebab}}", {{v}}, "{{say}}")
            {{n:camel}} := getEnv("{{n:upper}}", {{v}})
            dsn := "{{user}}:{{pw:word}}@tcp({{host}}:3306)/{{db}}"
            dsn := "host={{host}} user={{user}} password={{pw:word}} dbname={{db}} sslmode=disable"
            map[string]string{"{{n:snake}}": {{v}}}
            "{{n:snake}}": {{v}},
            {{n:pascal}}:   {{v}},
            Password:     "{{pw:dq}}",
            Username: "{{user}}",↵Password: "{{pw:dq}}",
            Config{↵    Host: "{{host}}",↵    User: "{{user}}",↵    {{n:pascal}}: {{v}},↵}
            ssh.Password("{{pw:dq}}")
            conn.Bind("cn={{user}}", "{{pw:dq}}")
            smtp.PlainAuth("", "{{mail}}", "{{pw:dq}}", "{{host}}")
            if pass != "{{pw:dq}}" {
            bcrypt.GenerateFromPassword([]byte("{{pw:dq}}"), 10)
            """),
        ["rust"] = Language.SplitLines("""
            env::var("{{n:upper}}").unwrap_or("{{v:dq}}".to_string())
            .basic_auth("{{user}}", Some("{{pw:dq}}"))
            .password("{{pw:dq}}")
            """),
        ["c"] = Language.SplitLines("""
            #define {{n:upper}} {{v}}
            #define {{n:upper}}    {{v}}
            #define WIFI_SSID "{{brand}}"↵#define WIFI_PASSWORD "{{pw:dq}}"
            #define PASSWORD "{{pw:dq}}"
            const char* ssid = "{{brand}}";↵const char* password = "{{pw:dq}}";
            rc = ldap_simple_bind_s(ld, "cn={{user}}", "{{pw:dq}}");
            mysql_real_connect(&mysql, "{{host}}", "{{user}}", "{{pw:dq}}", "{{db}}", 0, NULL, 0);
            if (strcmp({{n:snake}}, {{v}}) == 0)
            if (!strcmp(pass, "{{pw:dq}}"))
            WiFi.begin("{{brand}}", "{{pw:dq}}");
            setenv("{{n:upper}}", {{v}}, 1);
            """),
        ["javascript"] = Language.SplitLines("""
            const db = createConnection('{{host}}', '{{user}}', '{{pw:sq}}');
            {{n:camel}}: process.env.{{n:upper}} || {{v}},
            {{n:camel}}: process.env.{{n:upper}} ?? {{v}},
            auth: { user: '{{mail}}', pass: '{{pw:sq}}' },
            cy.get('#{{n:kebab}}').type({{v}})
            cy.get('input[name=password]').type('{{pw:sq}}')
            await page.fill('#password', '{{pw:sq}}');
            await page.type('input[type=password]', '{{pw:sq}}');
            if (password === '{{pw:sq}}') {
            if (req.body.{{n:camel}} === {{v}}) {
            .send({ email: '{{mail}}', {{n:camel}}: {{v}} })
            .send({ username: '{{user}}', password: '{{pw:sq}}' })
            app.use(session({ secret: '{{key:sq}}', resave: false }))
            mongoose.connect('mongodb://{{user}}:{{pw:url}}@{{host}}/{{db}}')
            .auth('{{user}}', '{{pw:sq}}')
            bcrypt.hashSync('{{pw:sq}}', 10)
            headers: { '{{n:header}}': {{v}} }
            firebase.auth().signInWithEmailAndPassword('{{mail}}', '{{pw:sq}}')
            """),
        ["swift"] = Language.SplitLines("""
            Auth.auth().signIn(withEmail: "{{mail}}", password: "{{pw:dq}}")
            keychain["{{n:camel}}"] = {{v}}
            app.secureTextFields["{{n:title}}"].typeText({{v}})
            """),
        ["dart"] = Language.SplitLines("""
            signInWithEmailAndPassword(email: '{{mail}}', password: '{{pw:sq}}')
            await tester.enterText(find.byKey(Key('{{n:kebab}}')), {{v}});
            """),
        ["shell"] = Language.SplitLines("""
            PGPASSWORD={{pw:word}} pg_dump -h {{host}} -U {{user}} {{db}}
            PGPASSWORD='{{pw:raw}}' createdb -h {{host}} {{db}}
            PGPASSWORD="{{pw:raw}}" psql {{db}} < {{term}}.sql
            PGPASSWORD={{pw:word}} {{call:kebab}} {{term}}
            MYSQL_PWD='{{pw:raw}}' mysql -u {{user}} {{db}} -e "SHOW TABLES"
            SSHPASS={{pw:word}} sshpass -e ssh {{user}}@{{host}}
            REDISCLI_AUTH={{pw:word}} redis-cli -h {{host}} ping
            RESTIC_PASSWORD={{pw:word}} restic -r /srv/{{term}} backup /home
            BORG_PASSPHRASE='{{pw:raw}}' borg create {{term}}::now /home
            VAULT_TOKEN={{tok:word}} vault read secret/{{term}}
            GITHUB_TOKEN={{tok:word}} {{call:kebab}} --{{term}}
            {{n:upper}}={{v:word}} {{call:kebab}}
            {{n:upper}}={{v:word}} {{n2:upper}}={{v2:word}} ./{{call:kebab}} {{term}}
            {{n:upper}}={{v}} python {{term}}.py
            {{n:upper}}="{{v:raw}}" node {{term}}.js
            {{n:upper}}={{v:word}} npm run {{term}}
            {{term:upper}}={{num}} {{n:upper}}={{v:word}} docker compose up -d
            env {{n:upper}}={{v:word}} {{call:kebab}} {{term}}
            sudo {{n:upper}}={{v:word}} {{call:kebab}}
            docker run -e {{n:upper}}='{{v:raw}}' {{term}}
            docker run -d -p {{port}}:{{port}} -e {{term:upper}}={{num}} -e {{n:upper}}={{v:word}} {{brand}}/{{term}}:{{ver}}
            docker run --rm --env {{n:upper}}={{v:word}} {{term}}
            podman run -d -e MYSQL_ROOT_PASSWORD={{pw:word}} mysql
            docker exec {{term}} mysql -uroot -p{{pw:word}}
            docker build --build-arg {{n:upper}}={{v:word}} .
            {{term:upper}}="${{{n:upper}}-{{v:word}}}"
            mongosh "mongodb://{{host}}" -u {{user}} -p '{{pw:raw}}'
            mongorestore -u {{user}} -p {{pw:word}} {{term}}
            mosquitto_pub -h {{host}} -u {{user}} -P '{{pw:raw}}' -t {{term}}
            ipmitool -H {{host}} -U {{user}} -P {{pw:word}} power status
            cqlsh {{host}} -u {{user}} -p {{pw:word}}
            lftp -u {{user}},{{pw:word}} {{host}}
            smbclient -L {{host}} -U '{{user}}%{{pw:raw}}'
            plink -pw {{pw:word}} {{user}}@{{host}}
            pscp -pw {{pw:word}} {{term}} {{user}}@{{host}}:
            svn checkout --username {{user}} --password {{pw:word}} {{url}}
            unzip -P {{pw:word}} {{term}}.zip
            openssl rsa -in {{term}}.key -passin pass:{{pw:word}} -out plain.key
            keytool -list -keystore {{term}}.jks -storepass {{pw:word}}
            jarsigner -keystore {{term}}.jks -storepass {{pw:word}} -keypass {{pw2:word}} app.jar {{term}}
            rabbitmqctl change_password {{user}} {{pw:word}}
            echo '{{pw:raw}}' | passwd --stdin {{user}}
            echo {{pw:word}} | sudo -S {{call:kebab}}
            sqlplus -S {{user}}/{{pw:word}}@{{db}} @{{term}}.sql
            {{call:kebab}} --api-key {{key:word}} run
            {{call:kebab}} --token {{tok:word}} {{term}}
            {{call:kebab}} --{{n:kebab}} '{{v:raw}}' {{term}}
            {{call:kebab}} {{term}} --{{n:kebab}}={{v:word}} | tee {{term}}.log
            kubectl create secret generic {{term}} --from-literal={{n:snake}}='{{v:raw}}' --from-literal={{n2:snake}}='{{v2:raw}}'
            kubectl set env deployment/{{term}} {{n:upper}}={{v:word}}
            helm upgrade {{term}} . --set auth.{{n:camel}}={{v:word}} --set image.tag={{ver}}
            read -p "{{words}}: " {{secretname:upper}}; {{n:upper}}={{v}}
            """),
        ["powershell"] = Language.SplitLines("""
            $password = ConvertTo-SecureString "{{pw:raw}}" -AsPlainText -Force
            ${{n:camel}} = ConvertTo-SecureString -String '{{v:raw}}' -AsPlainText -Force
            (ConvertTo-SecureString '{{pw:raw}}' -AsPlainText -Force)
            New-LocalUser -Name "{{user}}" -Password (ConvertTo-SecureString "{{pw:raw}}" -AsPlainText -Force)
            $env:{{n:upper}}='{{v:raw}}'; {{call:kebab}}
            net use Z: \\{{host}}\share {{pw:word}} /user:{{user}}
            """),
        ["batch"] = Language.SplitLines("""
            net use \\{{host}}\{{term}} {{pw:word}} /user:{{brand}}\{{user}}
            net user {{user}} {{pw:word}} /add
            set {{n:upper}}={{v:word}}&& {{call:kebab}}
            plink -ssh {{user}}@{{host}} -pw {{pw:word}}
            """),
        ["dockerfile"] = Language.SplitLines("""
            ENV {{n:upper}}={{v:word}}
            ENV {{n:upper}}="{{v:raw}}"
            ENV {{term:upper}}={{num}} {{n:upper}}={{v:word}}
            ENV DB_USER={{user}} DB_PASSWORD={{pw:word}}
            ENV MYSQL_ROOT_PASSWORD={{pw:word}}
            ENV POSTGRES_PASSWORD {{pw:word}}
            ARG {{n:upper}}={{v:word}}
            RUN {{n:upper}}={{v:word}} {{call:kebab}}
            RUN echo '{{user}}:{{pw:raw}}' | chpasswd
            """),
        ["yaml"] = Language.SplitLines("""
            {{n}}: >-↵    {{v:line}}
            {{n}}: |-↵    {{v:line}}
            {{n}}: >↵    {{v:line}}
            {{n}}: ${{{n:upper}}:{{v:word}}}
            {{n}}: "${{{n:upper}}:-{{v:word}}}"
            {{n}}: ${{{n:upper}}:-{{v:word}}}
            spring:↵    datasource:↵        username: {{user}}↵        password: {{pw:line}}
            production:↵    adapter: postgresql↵    username: {{user}}↵    password: {{pw:line}}
            user: {{user}}↵{{n}}: {{v:line}}
            username: {{user}}↵password: {{pw:line}}↵host: {{host}}
            - {{n:snake}}: {{v:line}}
            login: { user: {{user}}, password: '{{pw:raw}}' }
            jwt:↵    issuer: {{term}}↵    key: {{key:word}}
            """),
        ["compose"] = Language.SplitLines("""
            environment:↵    MYSQL_ROOT_PASSWORD: {{pw:line}}
            environment:↵    - POSTGRES_USER={{user}}↵    - POSTGRES_PASSWORD={{pw:word}}
            environment:↵    {{n:upper}}: ${{{n:upper}}:-{{v:word}}}
            environment:↵    - {{n:upper}}=${{{n:upper}}:-{{v:word}}}
            command: redis-server --requirepass {{pw:word}}
            command: ["--{{n:kebab}}", "{{v:dq}}"]
            """),
        ["kubernetes"] = Language.SplitLines("""
            - name: {{n:upper}}↵    value: {{v:line}}
            - name: {{n:upper}}↵    value: "{{v:dq}}"
            - name: POSTGRES_PASSWORD↵    value: {{pw:line}}
            - name: {{secretname:upper}}↵    valueFrom:↵        secretKeyRef:↵            name: {{term}}↵            key: {{term:kebab}}
            stringData:↵    {{n:kebab}}: {{v:line}}
            args: ["--{{n:kebab}}={{v:word}}"]
            """),
        ["pipelines"] = Language.SplitLines("""
            env:↵    {{n:upper}}: {{v:line}}
            variables:↵    {{n:upper}}: "{{v:dq}}"
            services:↵    postgres:↵        env:↵            POSTGRES_PASSWORD: {{pw:line}}
            - run: {{n:upper}}={{v:word}} {{call:kebab}}
            - PGPASSWORD={{pw:word}} psql -h {{host}} -U {{user}} {{db}}
            - docker login -u {{user}} -p {{pw:word}} {{host}}
            """),
        ["ansible"] = Language.SplitLines("""
            mysql_user: name={{user}} password={{pw:word}} priv=*.*:ALL
            mysql_root_password: {{pw:line}}
            ansible_ssh_pass: {{pw:line}}
            ansible_become_password: {{pw:line}}
            {{n:snake}}: "{{v:dq}}"
            """),
        ["terraform"] = Language.SplitLines("""
            variable "{{n:snake}}" {↵    type    = string↵    default = "{{v:dq}}"↵}
            master_username = "{{user}}"↵master_password = "{{pw:dq}}"
            admin_password = "{{pw:dq}}"
            {{n:snake}} = "{{v:dq}}"
            environment = { {{n:upper}} = "{{v:dq}}" }
            """),
        ["json"] = Language.SplitLines("""
            "Jwt": { "Issuer": "{{term}}", "Key": "{{key:dq}}" }
            "Smtp": { "Host": "{{host}}", "User": "{{mail}}", "Password": "{{pw:dq}}" }
            "AccountName": "{{term}}", "AccountKey": "{{key:dq}}"
            "ConnectionStrings": { "Default": "Server={{host}};Database={{db}};User Id={{user}};Password={{pw:connection}}" }
            "scripts": { "{{term}}": "{{n:upper}}={{v:word}} node {{term}}.js" }
            "{{n:camel}}": "{{v:dq}}"
            "environment": [{ "name": "{{n:upper}}", "value": "{{v:dq}}" }]
            "environment": [{ "value": "{{v:dq}}", "name": "{{n:upper}}" }]
            """),
        ["env"] = Language.SplitLines("""
            SMTP_USER={{mail}}↵SMTP_PASS={{pw:word}}
            POSTGRES_PASSWORD={{pw:word}}
            MYSQL_ROOT_PASSWORD={{pw:word}}
            {{n:upper}}="{{v:raw}}"
            {{n:upper}}='{{v:raw}}'
            """),
        ["properties"] = Language.SplitLines("""
            jdbc.username={{user}}↵jdbc.password={{pw:line}}
            db.user={{user}}↵db.password={{pw:line}}
            RELEASE_STORE_PASSWORD={{pw:line}}↵RELEASE_KEY_PASSWORD={{pw2:line}}
            systemProp.{{n:camel}}={{v:line}}
            {{n:dot}}=${{{n:upper}}:{{v:word}}}
            """),
        ["ini"] = Language.SplitLines("""
            [database]↵user = {{user}}↵password = {{pw:line}}
            [client]↵user={{user}}↵password={{pw:line}}
            {{n:snake}}    = {{v:line}}
            """),
        ["http"] = Language.SplitLines("""
            Ocp-Apim-Subscription-Key: {{key:word}}
            x-functions-key: {{key:word}}
            X-API-KEY: {{key:word}}
            apikey: {{key:word}}
            {{n:header}}: {{v:word}}
            user={{user}}&password={{pw:url}}
            password={{pw:url}}&user={{user}}
            username={{user}}&password={{pw:url}}&submit=Login
            {{n:snake}}={{v:url}}&{{n2:snake}}={{v2:url}}
            """),
        ["xml"] = Language.SplitLines("""
            <{{n}}>{{v:xml}}</{{n}}>
            <password>{{pw:xml}}</password>
            <{{term}}><user>{{user}}</user><password>{{pw:xml}}</password></{{term}}>
            <property name="password" value="{{pw:attr}}"/>
            <property name="{{n:dot}}" value="{{v:attr}}"/>
            <add key="{{n:pascal}}" value="{{v:attr}}"/>
            <Setting Name="{{n:pascal}}" Value="{{v:attr}}" />
            <parameter name="{{n}}">{{v:xml}}</parameter>
            <constructor-arg name="{{n:camel}}" value="{{v:attr}}"/>
            <{{term}} username="{{user}}" {{n:camel}}="{{v:attr}}" timeout="{{num}}"/>
            <jdbc-connection driver="{{term}}" user-name="{{user}}" password="{{pw:attr}}"/>

            """ + "<bean><property name=\"username\"><value>{{user}}</value></property>"
            + "<property name=\"password\"><value>{{pw:xml}}</value></property></bean>\n" + """
            <{{n:pascal}} label="{{v:attr}}"/>
            <data name="{{n:pascal}}" xml:space="preserve"><value>{{v:xml}}</value></data>
            """),
        ["plist"] = Language.SplitLines("""
            <key>{{n:camel}}</key>↵<string>{{v:xml}}</string>
            <key>Password</key>↵<string>{{pw:xml}}</string>
            <key>username</key>↵<string>{{user}}</string>↵<key>password</key>↵<string>{{pw:xml}}</string>
            """),
        ["markdown"] = Language.SplitLines("""
            The admin account is `{{user}}` with password `{{pw:raw}}`.
            Default login: **{{user}}** / **{{pw:word}}**
            | {{mail}} | `{{pw:raw}}` | {{term}} |
            $ PGPASSWORD={{pw:word}} psql -h {{host}} -U {{user}}
            Then enter your {{n:words}} (`{{v:raw}}`).
            """),
        ["text"] = Language.SplitLines("""
            Hi, the new password for {{host}} is {{pw:word}}
            you can use my login {{user}}, password {{pw:word}}
            {{name}}: the {{n:words}} is {{v:word}}
            btw password is {{pw:word}}
            pass: {{pw:line}}
            Login: {{user}}↵Pass: {{pw:line}}
            temporary password {{pw:word}}, change it after the first login
            """),
        ["sql"] = Language.SplitLines("""
            CREATE USER IF NOT EXISTS '{{user}}'@'%' IDENTIFIED BY '{{pw:sql}}';
            GRANT ALL PRIVILEGES ON {{db}}.* TO '{{user}}'@'localhost' IDENTIFIED BY '{{pw:sql}}' WITH GRANT OPTION;
            ALTER USER {{user}} WITH PASSWORD '{{pw:sql}}';
            alter user {{user}} identified by "{{pw:dq}}";
            INSERT INTO users (username, password) VALUES ('{{user}}', '{{pw:sql}}'), ('{{name}}', '{{pw2:sql}}');
            WHERE {{n:snake}} = {{v}}
            """),
        ["log"] = Language.SplitLines("""
            {{date}} login user={{user}} password={{pw:word}}
            {{date}} {{n:camel}}={{v:word}} ok
            """),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Names of the languages that have such lines.</summary>
    public static IEnumerable<string> Names => Tables.Keys;

    /// <summary>The language with its lines of every day.</summary>
    public static Language Extend(Language language) =>
        Tables.TryGetValue(language.Name, out var lines) ? language with { Snippets = [.. language.Snippets, .. lines] } : language;
}
