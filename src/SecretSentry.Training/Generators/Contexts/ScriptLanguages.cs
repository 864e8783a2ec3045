using System.Collections.Immutable;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Contexts;

/// <summary>Python, JavaScript, TypeScript, PHP, Ruby, Perl, Lua, R, Groovy, Elixir.</summary>
internal static class ScriptLanguages
{
    private static readonly Language Python = new("python")
    {
        Weight = 26,
        Comment = "#",
        Casings = "snake snake snake upper upper camel",
        Expressions = true,
        Quotes = "' ' \" \" \" b' u' r' f\"",
        Paths = Language.SplitLines("""
            source {{dir}}{{term:snake}}.py
            source {{dir}}{{terms:snake}}.py
            settings {{dir}}settings{{|_prod|_local|_dev}}.py
            settings {{dir}}config.py
            settings {{dir}}settings/{{stage}}.py
            test {{dir}}test_{{terms:snake}}.py
            test {{dir}}{{term:snake}}_test.py
            test {{dir}}conftest.py
            sample {{dir}}{{term:snake}}.py
            docs {{dir}}{{term:snake}}.py
            """),
        Frames = Language.SplitLines("""
            …
            import os↵import {{term}}↵↵…
            from {{term}} import {{type:pascal}}↵↵↵def {{call:snake}}():↵    …
            class {{type}}(object):↵    …
            class {{type}}Test(TestCase):↵↵    def setUp(self):↵        …
            #!/usr/bin/env python3↵↵def main():↵    …↵↵↵if __name__ == "__main__":↵    main()
            """),
        Snippets = Language.SplitLines("""
            {{n}}{{eq}}{{v}}
            {{n}}{{eq}}{{v}}
            self.{{n}}{{eq}}{{v}}
            self._{{n}}{{eq}}{{v}}
            {{n:upper}}{{eq}}{{v}}
            {{n:snake}}: str = {{v}}
            {{n:snake}}: Final[str] = {{v}}
            '{{n}}': {{v}},
            "{{n}}": {{v}},
            {{term}}['{{n}}'] = {{v}}
            {{term}}["{{n}}"]{{eq}}{{v}}
            config.set('{{term}}', '{{n}}', {{v}})
            os.environ['{{n:upper}}'] = {{v}}
            os.environ.setdefault("{{n:upper}}", {{v}})
            {{n:snake}} = os.environ.get("{{n:upper}}", {{v}})
            {{n:snake}} = os.getenv('{{n:upper}}', {{v}})
            {{n:snake}} = os.environ.get("{{n:upper}}") or {{v}}
            {{term}} = {{type}}({{user}}, {{n:snake}}={{v}})
            client = connect(host='{{host}}', user='{{user}}', {{n:snake}}={{v}})
            {{term}} = {{call:snake}}(↵    host="{{host}}",↵    user="{{user}}",↵    {{n:snake}}={{v}},↵)
            def {{call:snake}}({{term}}, {{n:snake}}={{v}}):
            parser.add_argument('--{{n:kebab}}', default={{v}})
            parser.add_argument("--{{n:kebab}}", help="{{say}}", default={{v}})
            self.assertEqual({{n:snake}}, {{v}})
            assert {{term}}.{{n:snake}} == {{v}}
            if {{n:snake}} == {{v}}:
            if {{n:snake}} != {{v}}:↵    return False
            self.client.login(username='{{user}}', password='{{pw:sq}}')
            self.client.post('/login', {'username': '{{user}}', 'password': '{{pw:sq}}'})
            client.login("{{user}}", "{{pw:dq}}")
            auth=('{{user}}', '{{pw:sq}}')
            requests.get("{{url}}", auth=HTTPBasicAuth("{{user}}", "{{pw:dq}}"))
            headers = {'Authorization': 'Bearer {{tok:sq}}'}
            headers["Authorization"] = "Token {{tok:dq}}"
            headers = {"{{n:header}}": {{v}}}
            response = requests.get({{term}}, headers={"X-Api-Key": "{{key:dq}}"})
            engine = create_engine('postgresql://{{user}}:{{pw:url}}@{{host}}/{{db}}')
            SQLALCHEMY_DATABASE_URI = "mysql+pymysql://{{user}}:{{pw:url}}@{{host}}:{{port}}/{{db}}"
            DATABASES = {↵    'default': {↵        'USER': '{{user}}',↵        'PASSWORD': '{{pw:sq}}',↵        'HOST': '{{host}}',↵    }↵}
            User.objects.create_user('{{user}}', '{{mail}}', '{{pw:sq}}')
            user = UserFactory(username="{{user}}", password="{{pw:dq}}")
            user.set_password('{{pw:sq}}')
            {{term}}.{{n:snake}}({{v}})
            {{n:snake}} = {{type}}({{v}})
            {{n:snake}} = bytes.fromhex({{v}})
            {{n:snake}} = base64.b64decode({{v}})
            {{n:snake}} = b"{{v:xbytes}}"
            {{n:snake}} = bytes([{{v:bytes}}])
            @pytest.mark.parametrize("{{n:snake}}", [{{v}}])
            ({{n:snake}}, {{n2:snake}}) = ({{v}}, {{v2}})
            {{n:snake}}, {{term}} = {{v}}, {{num}}
            {{n:snake}} = ({{v}}↵    if {{term}} else None)
            {{n:snake}} = '''{{v:raw}}'''
            body = '{"user": "{{user}}", "{{n:snake}}": "{{v:dq}}"}'
            monkeypatch.setenv("{{n:upper}}", {{v}})
            with mock.patch.dict(os.environ, {"{{n:upper}}": {{v}}}):
            ('{{n:upper}}', {{v}}),
            {{n:snake}} = models.CharField(max_length={{num}}, default={{v}})
            {{n:snake}}: Optional[str] = Field({{v}}, env="{{n:upper}}")
            print("{{n:words}}:", {{v}})
            app.config['{{n:upper}}'] = {{v}}
            app.secret_key = '{{key:sq}}'
            dict({{n:snake}}={{v}}, {{term}}={{num}})
            passwords = ['{{pw:sq}}', '{{pw2:sq}}']
            TOKENS = ["{{tok:dq}}", "{{tok2:dq}}"]
            CREDENTIALS = [('{{user}}', '{{pw:sq}}'), ('{{name}}', '{{pw2:sq}}')]
            users = {"{{user}}": "{{pw:dq}}", "{{name}}": "{{pw2:dq}}"}
            ('{{user}}', '{{pw:sq}}'),
            totp = pyotp.TOTP('{{tok:sq}}')
            uri = 'otpauth://totp/{{brand}}:{{user}}?secret={{tok:url}}&issuer={{brand}}'
            client = {{type}}Client('{{tok:sq}}')
            jwt.encode(payload, '{{key:sq}}', algorithm='HS256')
            hmac.new(b'{{key:sq}}', body, hashlib.sha256)
            Fernet('{{key:sq}}')
            ssh.connect('{{host}}', 22, '{{user}}', '{{pw:sq}}')
            smtp.login('{{mail}}', '{{pw:sq}}')
            server.login("{{mail}}", {{pw:"}})
            requests.post("{{url}}", auth=("{{user}}", {{pw:"}}))
            ftp.login('{{user}}', '{{pw:sq}}')
            if {{v}} == {{n:snake}}:
            psycopg2.connect("dbname={{db}} user={{user}} password={{pw:connection}}")
            ftp = FTP('{{host}}', '{{user}}', '{{pw:sq}}')
            {{term}} = paramiko.connect("{{host}}", username="{{user}}", password="{{pw:dq}}")
            {{n:snake}} = getpass.getpass({{v}})
            driver.find_element("password").send_keys("{{pw:dq}}")
            """),
        Fillers = Language.SplitLines("""
            {{term}}{{eq}}{{num}}
            import {{term}}
            from {{term}}.{{term}} import {{type}}
            def {{call:snake}}(self, {{term}}, {{term}}=None):
            return self.{{term}}.{{call:snake}}({{term}})
            {{term}} = {{call:snake}}({{term}}, {{secretname:snake}})
            if not {{secretname:snake}}:↵    raise ValueError("{{message}}")
            self.{{term}} = {{term}}
            for {{term}} in {{term}}s:↵    {{call:snake}}({{term}})
            user = '{{user}}'
            HOST = "{{host}}"
            {{term}} = "{{words}}"
            logger.info("{{say}}")
            revision = '{{hash}}'
            """),
    };

    private static readonly Language JavaScript = new("javascript")
    {
        Weight = 26,
        Comment = "//",
        Casings = "camel camel camel snake upper",
        Quotes = "' ' ' \" \" `",
        Expressions = true,
        Paths = Language.SplitLines("""
            source {{dir}}{{term:camel}}.js
            source {{dir}}{{terms:kebab}}.{{js|mjs|cjs|jsx|vue}}
            settings {{dir}}config.js
            settings {{dir}}config/{{stage}}.js
            settings {{dir}}ecosystem.config.js
            test {{dir}}{{term:kebab}}.{{spec|test}}.js
            test {{dir}}{{terms:camel}}.{{spec|test}}.{{js|jsx}}
            test cypress/e2e/{{term:kebab}}.cy.js
            sample {{dir}}{{term:kebab}}.js
            docs {{dir}}{{term:kebab}}.js
            """),
        Frames = Language.SplitLines("""
            …
            'use strict'↵↵const {{term}} = require('{{term}}')↵↵…
            module.exports = {↵    …↵}
            export default {↵    …↵};
            describe('{{words}}', () => {↵    it('{{words}}', async () => {↵        …↵    });↵});
            import {{type}} from './{{term}}';↵↵class {{type}} {↵    constructor() {↵        …↵    }↵}
            async function {{call:camel}}({{term}}) {↵    …↵}
            """),
        Snippets = Language.SplitLines("""
            {{const|let|var}} {{n}}{{eq}}{{v}}{{;|}}
            {{const|let|var}} {{n}}{{eq}}{{v}};
            {{n}}{{c}}{{v}},
            {{n:camel}}: {{v}},
            '{{n:kebab}}': {{v}},
            "{{n}}": {{v}},
            this.{{n:camel}} = {{v}};
            process.env.{{n:upper}} = {{v}};
            {{const|let}} {{n:camel}} = process.env.{{n:upper}} || {{v}};
            {{n:camel}}: process.env.{{n:upper}} ?? {{v}},
            export const {{n:upper}} = {{v}};
            {{term}}.{{n:camel}} = {{v}};
            {{term}}['{{n}}'] = {{v}};
            {{call:camel}}({ user: '{{user}}', {{n:camel}}: {{v}} });
            const {{term}} = new {{type}}({↵    host: '{{host}}',↵    user: '{{user}}',↵    {{n:camel}}: {{v}},↵});
            expect({{term}}.{{n:camel}}).toBe({{v}});
            expect({{n:camel}}).toEqual({{v}});
            assert.equal({{term}}.{{n:camel}}, {{v}});
            if ({{n:camel}} === {{v}}) {
            cy.get('#password').type('{{pw:sq}}');
            cy.login('{{user}}', '{{pw:sq}}')
            await page.fill('input[name="password"]', '{{pw:sq}}');
            new Sequelize('{{db}}', '{{user}}', '{{pw:sq}}', {↵    host: '{{host}}'↵});
            mongoose.connect('mongodb://{{user}}:{{pw:url}}@{{host}}:27017/{{db}}');
            const url = `postgres://{{user}}:{{pw:url}}@{{host}}:{{port}}/{{db}}`;
            headers: { Authorization: 'Bearer {{tok:sq}}' },
            'Authorization': 'Basic {{pw:basic}}',
            .set('Authorization', 'Bearer {{tok:sq}}')
            .set('{{n:header}}', {{v}})
            axios.defaults.headers.common['{{n:header}}'] = {{v}};
            .send({ email: '{{mail}}', password: '{{pw:sq}}' })
            .auth('{{user}}', '{{pw:sq}}')
            auth: { user: '{{mail}}', pass: '{{pw:sq}}' },
            credentials: { accessKeyId: '{{brand}}', secretAccessKey: '{{key:sq}}' },
            jwt.sign({ id: {{term}} }, '{{tok:sq}}', { expiresIn: '1h' })
            app.use(session({ secret: '{{tok:sq}}', resave: false }));
            localStorage.setItem('{{n:camel}}', {{v}});
            const { {{n:camel}} = {{v}} } = {{term}};
            function {{call:camel}}({{term}}, {{n:camel}} = {{v}}) {
            fetch(`{{url}}?{{n:snake}}={{v:url}}`)
            const body = '{"user":"{{user}}","{{n:camel}}":"{{v:dq}}"}';
            const body = "{\"user\":\"{{user}}\",\"{{n:camel}}\":\"{{v:dq2}}\"}";
            {{n:camel}}: Buffer.from({{v}}, 'base64'),
            const {{n:camel}} = Buffer.from([{{v:hexbytes}}]);
            { name: '{{n}}', value: {{v}} },
            { key: "{{n:snake}}", value: {{v}}, type: 'text' },
            {{n:camel}}: { type: String, default: {{v}} },
            {{n:camel}}: {↵    value: {{v}},↵},
            kty: '{{EC|RSA|OKP}}', crv: 'P-256', d: '{{key:word}}',
            return signIn('{{user}}', '{{pw:sq}}');
            <Input type="password" name="{{n:camel}}" value={{{v}}} />
            <{{type}} {{n:camel}}={{v:"}} />
            firebase.initializeApp({↵    {{n:camel}}: {{v}},↵    projectId: "{{slug}}",↵});
            nock('{{url}}').get('/').query({ {{n:snake}}: {{v}} }).reply(200);
            const passwords = ['{{pw:sq}}', '{{pw2:sq}}'];
            const users = [{ name: '{{user}}', pw: '{{pw:sq}}' }, { name: '{{name}}', pw: '{{pw2:sq}}' }];
            ['{{user}}', '{{pw:sq}}'],
            new {{type}}Client('{{tok:sq}}');
            const client = new {{type}}({ token: '{{tok:sq}}' });
            crypto.createHmac('sha256', '{{key:sq}}')
            CryptoJS.AES.encrypt(text, '{{key:sq}}')
            ws = new WebSocket('wss://{{host}}/socket?token={{tok:url}}');
            stripe('{{key:sq}}')
            client.login('{{tok:sq}}');
            bcrypt.hashSync('{{pw:sq}}', 10)
            const uri = 'otpauth://totp/{{brand}}?secret={{tok:url}}';
            img src="https://{{host}}/a?id=1&amp;sig={{tok:url}}"
            {{n:camel}} = req.body.{{term}} || {{v}};
            console.log('{{n:words}}: {{v:sq}}');
            const {{n:camel}} = (typeof {{term}} !== 'undefined') ? {{term}} : {{v}};
            localStorage.setItem("{{term}}", JSON.stringify({ {{n:camel}}: {{v}} }));
            """),
        Fillers = Language.SplitLines("""
            const {{term}} = require('{{term}}');
            import { {{term}} } from '{{term}}';
            {{term}}: {{num}},
            host: '{{host}}',
            user: '{{user}}',
            name: '{{words}}',
            return {{call:camel}}({{secretname:camel}});
            if (!{{secretname:camel}}) throw new Error('{{message}}');
            const {{term}} = await {{call:camel}}({{term}});
            {{call:camel}}({{term}}, function (err, {{term}}) {
            id: '{{uuid}}',
            """),
        Embeddings =
        [
            new("const {{term}} = '…';", "json", c => c is '\n' ? "" : Escapes.EscapeApostrophe(c)) { Flat = true },
            new("body: \"…\",", "json", c => c is '\n' ? "" : Escapes.EscapeJson(c)) { Flat = true },
        ],
    };

    private static readonly Language TypeScript = JavaScript with
    {
        Name = "typescript",
        Weight = 14,
        Comment = "//",
        Paths = Language.SplitLines("""
            source {{dir}}{{term:kebab}}.{{service|component|module|controller}}.ts
            source {{dir}}{{term:camel}}.{{ts|tsx}}
            settings {{dir}}environments/environment{{|.prod|.staging}}.ts
            settings {{dir}}config.ts
            test {{dir}}{{term:kebab}}.{{spec|test}}.ts
            test {{dir}}__tests__/{{terms:camel}}.ts
            sample {{dir}}{{term:kebab}}.ts
            """),
        Frames = Language.SplitLines("""
            import { {{type}} } from '@{{brand}}/{{term}}';↵↵…
            export const environment = {↵    production: false,↵    …↵};
            @Injectable()↵export class {{type}}Service {↵    …↵}
            describe('{{type}}', () => {↵    beforeEach(() => {↵        …↵    });↵});
            """),
        Snippets = Language.SplitLines("""
            {{const|let}} {{n}}: string = {{v}};
            private {{readonly |}}{{n:camel}} = {{v}};
            private readonly {{n:camel}}: string = {{v}};
            public static {{n:upper}} = {{v}};
            {{n:camel}}: {{v}},
            {{n:camel}}: {{v}} as string,
            {{n:camel}}?: string = {{v}};
            export const {{n:upper}} = {{v}} as const;
            constructor(private {{term}}: {{type}}, {{n:camel}} = {{v}}) {}
            const {{term}}: {{type}} = { {{n:camel}}: {{v}}, {{term}}: {{num}} };
            enum {{type}} { {{n:pascal}} = {{v}} }
            {{n:pascal}} = {{v}},
            await service.login('{{user}}', '{{pw:sq}}');
            await service.login({ username: '{{user}}', password: '{{pw:sq}}' });
            new {{type}}Credential('{{user}}', '{{pw:sq}}');
            <{{type}}>{ {{n:camel}}: {{v}} }
            this.form.setValue({ {{n:camel}}: {{v}}, {{term}}: '{{words}}' });
            component.{{n:camel}} = {{v}};
            expect(result.{{n:camel}}).toStrictEqual({{v}});
            process.env["{{n:upper}}"] = {{v}};
            configService.get<string>('{{n:upper}}', {{v}})
            TypeOrmModule.forRoot({ type: 'postgres', host: '{{host}}', username: '{{user}}', password: '{{pw:sq}}' }),
            'Authorization': `Bearer {{tok:raw}}`,
            new HttpHeaders({ '{{n:header}}': {{v}} })
            secretOrKey: '{{tok:sq}}',
            @Input() {{n:camel}} = {{v}};
            {{n:camel}}: z.string().default({{v}}),
            const db = "postgresql://{{user}}:{{pw:url}}@{{host}}:{{port}}/{{db}}?schema=public";
            const {{n:camel}} = pulumi.secret({{v}});
            {{n:camel}}: SecretValue.unsafePlainText({{v}}),
            """),
    };

    private static readonly Language Php = new("php")
    {
        Weight = 18,
        Comment = "//",
        Casings = "snake snake camel upper",
        Quotes = "' ' ' \"",
        Expressions = true,
        Paths = Language.SplitLines("""
            source {{dir}}{{type}}.php
            source {{dir}}{{term:snake}}.php
            settings wp-config.php
            settings {{dir}}config{{|.inc|.local}}.php
            settings {{dir}}config/{{database|services|mail|app}}.php
            settings sites/default/settings.php
            test {{dir}}{{type}}Test.php
            test tests/Feature/{{type}}Test.php
            sample {{dir}}config.sample.php
            sample {{dir}}config.inc.php-dist
            data database/seeders/{{type}}Seeder.php
            """),
        Frames = Language.SplitLines("""
            <?php↵↵…
            <?php↵return [↵    …↵];
            <?php↵namespace {{type}};↵↵class {{type}}↵{↵    public function {{call:camel}}()↵    {↵        …↵    }↵}
            """),
        Snippets = Language.SplitLines("""
            ${{n}}{{eq}}{{v}};
            ${{n}} = {{v}};
            $this->{{n:camel}} = {{v}};
            '{{n}}' => {{v}},
            "{{n}}" => {{v}},
            '{{n}}'       => {{v}},
            '{{n:snake}}' => env('{{n:upper}}', {{v}}),
            define('{{n:upper}}', {{v}});
            define( '{{n:upper}}', {{v}} );
            const {{n:upper}} = {{v}};
            private ${{n:camel}} = {{v}};
            protected string ${{n:camel}} = {{v}};
            $config['{{n}}'] = {{v}};
            $cfg['Servers'][$i]['{{n}}'] = {{v}};
            ${{term}}->set{{n:pascal}}({{v}});
            putenv('{{n:upper}}={{v:word}}');
            $_SERVER['{{n:upper}}'] = {{v}};
            $db = new mysqli('{{host}}', '{{user}}', '{{pw:sq}}', '{{db}}');
            $db = new PDO($dsn, '{{user}}', '{{pw:sq}}');
            if ({{v}} === ${{n:camel}}) {
            ftp_login($ftp, '{{user}}', '{{pw:sq}}');
            mysqli_connect('{{host}}', '{{user}}', '{{pw:sq}}', '{{db}}');
            $pdo = new PDO('mysql:host={{host}};dbname={{db}}', '{{user}}', '{{pw:sq}}');
            $mail->Username = '{{mail}}';↵$mail->Password = '{{pw:sq}}';
            $this->assertEquals({{v}}, ${{n:camel}});
            $this->assertSame(${{term}}->get{{n:pascal}}(), {{v}});
            Hash::make('{{pw:sq}}')
            'password' => bcrypt('{{pw:sq}}'),
            'password' => password_hash('{{pw:sq}}', PASSWORD_DEFAULT),
            $this->post('/login', ['email' => '{{mail}}', 'password' => '{{pw:sq}}']);
            $client->setAuth('{{user}}', '{{pw:sq}}');
            if (${{n}} == {{v}}) {
            curl_setopt($ch, CURLOPT_USERPWD, '{{user}}:{{pw:word}}');
            curl_setopt($ch, CURLOPT_HTTPHEADER, ['{{n:header}}: {{v:word}}']);
            array('name' => '{{n}}', 'value' => {{v}}),
            function {{call:camel}}(${{term}}, ${{n:camel}} = {{v}})
            ${{n}} = new {{type}}({{v}}, {{num}});
            'url' => 'mysql://{{user}}:{{pw:url}}@{{host}}/{{db}}',
            @${{term}}['{{n}}'] ?: {{v}};
            define("AUTH_KEY",         '{{key:sq}}');
            define('NONCE_SALT',       '{{key:sq}}');
            ${{n:snake}} = base64_decode({{v}});
            """),
        Fillers = Language.SplitLines("""
            'host' => '{{host}}',
            $user = '{{user}}';
            ${{term}} = {{num}};
            use {{type}}\{{type}};
            'driver' => '{{term}}',
            return $this->{{call:camel}}(${{secretname:camel}});
            if (empty(${{secretname:snake}})) {
            echo '{{message}}';
            """),
    };

    private static readonly Language Ruby = new("ruby")
    {
        Weight = 16,
        Comment = "#",
        Casings = "snake snake snake upper",
        Quotes = "' ' \" \" %q",
        Expressions = true,
        Paths = Language.SplitLines("""
            source {{dir}}{{term:snake}}.rb
            source app/models/{{term:snake}}.rb
            settings config/initializers/{{term:snake}}.rb
            settings config/environments/{{stage}}.rb
            test spec/{{term:snake}}/{{term:snake}}_spec.rb
            test {{dir}}{{term:snake}}_test.rb
            test spec/factories/{{term}}s.rb
            data db/seeds.rb
            sample {{dir}}Vagrantfile
            settings cookbooks/{{term}}/attributes/default.rb
            """),
        Frames = Language.SplitLines("""
            …
            class {{type}} < {{type}}↵    def {{call:snake}}↵        …↵    end↵end
            describe {{type}} do↵    it '{{words}}' do↵        …↵    end↵end
            module {{type}}↵    …↵end
            Rails.application.configure do↵    …↵end
            FactoryBot.define do↵    factory :user do↵        …↵    end↵end
            """),
        Snippets = Language.SplitLines("""
            {{n}}{{eq}}{{v}}
            @{{n:snake}} = {{v}}
            {{n:upper}} = {{v}}.freeze
            :{{n:snake}} => {{v}},
            '{{n}}' => {{v}},
            {{n:snake}}: {{v}},
            config.{{n:snake}} = {{v}}
            config.{{term}}.{{n:snake}}   = {{v}}
            {{n:snake}} { {{v}} }
            {{n:snake}} {{v}}
            let(:{{n:snake}}) { {{v}} }
            ENV['{{n:upper}}'] = {{v}}
            ENV['{{n:upper}}'] ||= {{v}}
            ENV.fetch('{{n:upper}}', {{v}})
            {{n:snake}} = ENV['{{n:upper}}'] || {{v}}
            default['{{term}}']['{{n:snake}}'] = {{v}}
            node.override['{{term}}']['{{n:snake}}']      = {{v}}
            set :{{n:snake}}, {{v}}
            User.create!(email: '{{mail}}', password: '{{pw:sq}}', password_confirmation: '{{pw:sq}}')
            post login_path, params: { user: '{{user}}', {{n:snake}}: {{v}} }
            fill_in 'Password', with: '{{pw:sq}}'
            fill_in :{{n:snake}}, with: {{v}}
            expect({{term}}.{{n:snake}}).to eq({{v}})
            assert_equal {{v}}, {{term}}.{{n:snake}}
            basic_auth '{{user}}', '{{pw:sq}}'
            request.env['HTTP_AUTHORIZATION'] = 'Bearer {{tok:sq}}'
            stub_request(:get, '{{url}}').with(headers: { '{{n:header}}' => {{v}} })
            http.basic_auth("{{user}}", "{{pw:dq}}")
            attribute :{{n:snake}}, default: {{v}}
            {{type}}.new({{n:snake}}: {{v}}, {{term}}: {{num}})
            def {{call:snake}}({{term}}, {{n:snake}} = {{v}})
            conn = Mysql2::Client.new(host: '{{host}}', username: '{{user}}', password: '{{pw:sq}}')
            provider :{{term}}, '{{brand}}', '{{tok:sq}}'
            establish_connection "postgres://{{user}}:{{pw:url}}@{{host}}/{{db}}"
            has {{n:snake}} == {{v}}
            %w[{{n:snake}} {{v:bare}}]
            """),
        Fillers = Language.SplitLines("""
            require '{{term}}'
            {{term}} = {{num}}
            attr_accessor :{{term}}, :{{secretname:snake}}
            validates :{{secretname:snake}}, presence: true
            username: '{{user}}',
            host: '{{host}}',
            raise ArgumentError, '{{message}}'
            end
            """),
    };

    private static readonly Language Perl = new("perl")
    {
        Weight = 5,
        Comment = "#",
        Casings = "snake camel upper pascal",
        Quotes = "' ' \"",
        Expressions = true,
        Paths = Language.SplitLines("""
            source {{dir}}{{term:snake}}.{{pl|pm|cgi}}
            test t/{{term:snake}}.t
            settings {{dir}}config.pl
            """),
        Frames = Language.SplitLines("""
            #!/usr/bin/perl↵use strict;↵↵…
            package {{type}}::{{type}};↵↵…↵↵1;
            """),
        Snippets = Language.SplitLines("""
            my ${{n}} = {{v}};
            our ${{n}} = {{v}};
            ${{term}}{'{{n}}'} = {{v}};
            {{n}} => {{v}},
            -{{n}} => {{v}},
            $self->{{{n}}} = {{v}};
            use constant {{n:upper}} => {{v}};
            is(${{term}}->{{n}}, {{v}}, '{{words}}');
            my $dbh = DBI->connect("dbi:mysql:{{db}};host={{host}}", '{{user}}', '{{pw:sq}}');
            my (${{n}}, ${{n2}}) = ({{v}}, {{v2}});
            $ENV{{{n:upper}}} = {{v}};
            $ua->credentials('{{host}}:80', 'realm', '{{user}}', '{{pw:sq}}');
            ${{term}}->{{n}}({{v}});
            if (${{n}} eq {{v}}) {
            """),
        Fillers = Language.SplitLines("""
            my $user = '{{user}}';
            use {{type}}::{{type}};
            print "{{say}}\n";
            """),
    };

    private static readonly Language Lua = new("lua")
    {
        Weight = 4,
        Comment = "--",
        Casings = "snake camel upper",
        Quotes = "\" \" '",
        Expressions = true,
        Paths = Language.SplitLines("""
            source {{dir}}{{term:snake}}.lua
            settings {{dir}}config.lua
            test spec/{{term:snake}}_spec.lua
            """),
        Frames = Language.SplitLines("""
            …
            local M = {}↵↵…↵↵return M
            return {↵    …↵}
            """),
        Snippets = Language.SplitLines("""
            local {{n}} = {{v}}
            {{n}} = {{v}}
            {{n}} = {{v}},
            ["{{n}}"] = {{v}},
            {{term}}.{{n}} = {{v}}
            {{term}}:auth("{{user}}", "{{pw:dq}}")
            ngx.req.set_header("{{n:header}}", {{v}})
            conf.{{n}} = conf.{{n}} or {{v}}
            wifi.sta.config({ssid="{{brand}}", pwd="{{pw:dq}}"})
            """),
        Fillers = Language.SplitLines("""
            local {{term}} = require("{{term}}")
            host = "{{host}}",
            """),
    };

    private static readonly Language R = new("r")
    {
        Weight = 4,
        Comment = "#",
        Casings = "snake dot camel upper",
        Quotes = "\" \" '",
        Expressions = true,
        Paths = Language.SplitLines("""
            source {{dir}}{{term:snake}}.R
            test tests/testthat/test-{{term:kebab}}.R
            docs vignettes/{{term:kebab}}.Rmd
            """),
        Snippets = Language.SplitLines("""
            {{n}} <- {{v}}
            {{n}} = {{v}}
            Sys.setenv({{n:upper}} = {{v}})
            Sys.setenv("{{n:upper}}" = {{v}})
            con <- dbConnect(MySQL(), user = "{{user}}", password = "{{pw:dq}}", host = "{{host}}")
            {{call:snake}}({{n:snake}} = {{v}}, {{term}} = {{num}})
            options({{n:dot}} = {{v}})
            setup_{{term}}({{n}} = {{v}}, {{n2}} = {{v2}})
            expect_equal({{n:snake}}, {{v}})
            add_headers({{n:pascal}} = {{v}})
            """),
        Fillers = Language.SplitLines("""
            library({{term}})
            {{term}} <- read.csv("{{term}}.csv")
            """),
    };

    private static readonly Language Groovy = new("groovy")
    {
        Weight = 8,
        Comment = "//",
        Casings = "camel camel snake upper dot",
        Quotes = "' ' \" \"",
        Expressions = true,
        Paths = Language.SplitLines("""
            source {{dir}}{{term:camel}}.groovy
            settings {{dir}}build.gradle
            settings {{dir}}Jenkinsfile
            test src/test/groovy/{{type}}Spec.groovy
            settings grails-app/conf/{{DataSource|Config|application}}.groovy
            """),
        Frames = Language.SplitLines("""
            …
            pipeline {↵    agent any↵    environment {↵        …↵    }↵}
            class {{type}}Spec extends Specification {↵    def "{{words}}"() {↵        …↵    }↵}
            android {↵    signingConfigs {↵        release {↵            …↵        }↵    }↵}
            """),
        Snippets = Language.SplitLines("""
            def {{n}} = {{v}}
            {{n}} = {{v}}
            {{n}} {{v}}
            {{n:upper}} = {{v}}
            {{n}}: {{v}},
            String {{n}} = {{v}}
            ext.{{n:camel}} = {{v}}
            storePassword '{{pw:sq}}'
            keyPassword = "{{pw:dq}}"
            credentials {↵    username = "{{user}}"↵    password = "{{pw:dq}}"↵}
            buildConfigField "String", "{{n:upper}}", "\"{{v:dq2}}\""
            {{n:upper}} = credentials({{v}})
            sh "curl -u {{user}}:{{pw:word}} {{url}}"
            sh 'docker login -u {{user}} -p {{pw:word}}'
            withEnv(['{{n:upper}}={{v:word}}']) {
            {{term}}.{{n:camel}} = {{v}}
            assert {{term}}.{{n:camel}} == {{v}}
            string(name: '{{n:upper}}', defaultValue: {{v}}, description: '{{say}}')
            resValue "string", "{{n:snake}}", {{v}}
            manifestPlaceholders = [{{n:camel}}: {{v}}]
            System.setProperty('{{n:dot}}', {{v}})
            url = "https://{{user}}:{{pw:url}}@{{host}}/repo"
            """),
        Fillers = Language.SplitLines("""
            username = "{{user}}"
            implementation '{{brand}}.{{brand}}:{{term}}:{{ver}}'
            stage('{{term}}') {
            """),
    };

    private static readonly Language Elixir = new("elixir")
    {
        Weight = 5,
        Comment = "#",
        Casings = "snake",
        Quotes = "\"",
        Expressions = true,
        Paths = Language.SplitLines("""
            source lib/{{term}}/{{term:snake}}.ex
            settings config/{{dev|prod|test|runtime|config}}.exs
            test test/{{term:snake}}_test.exs
            """),
        Frames = Language.SplitLines("""
            import Config↵↵…
            defmodule {{type}}.{{type}} do↵    …↵end
            config :{{term}}, {{type}}.Repo,↵    …
            """),
        Snippets = Language.SplitLines("""
            {{n}}: {{v}},
            @{{n}} {{v}}
            {{n}} = {{v}}
            config :{{term}}, {{n}}: {{v}}
            config :{{term}}, {{type}}, {{n}}: {{v}}, {{term}}: {{num}}
            "{{n}}" => {{v}},
            %{{{n}}: {{v}}}
            System.put_env("{{n:upper}}", {{v}})
            {{n}}: System.get_env("{{n:upper}}") || {{v}}
            assert {{n}} == {{v}}
            url: "ecto://{{user}}:{{pw:url}}@{{host}}/{{db}}"
            put_req_header(conn, "authorization", "Bearer {{tok:dq}}")
            conn = post(conn, "/login", %{email: "{{mail}}", password: "{{pw:dq}}"})
            """),
        Fillers = Language.SplitLines("""
            username: "{{user}}",
            hostname: "{{host}}",
            use {{type}}.{{type}}
            """),
    };

    public static readonly ImmutableArray<Language> All = [Python, JavaScript, TypeScript, Php, Ruby, Perl, Lua, R, Groovy, Elixir];
}
