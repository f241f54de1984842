import { describe, expect, it } from '@jest/globals';
import { addressIsRefused, LOOPBACK, urlFault } from './target.js';

const NONE: readonly string[] = [];
const PRIVATE = '指向本机、内网、链路本地或云元数据地址';

/** The same few places in every spelling that reaches them (security S27). */
const SPELLINGS = [
  // this machine
  'http://127.0.0.1/', 'http://127.0.0.1:8080/hook', 'http://127.1/', 'http://127.0.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0x7f.1/',
  'http://0x7f.0x0.0x0.0x1/', 'http://0177.0.0.1/', 'http://0177.0.0.01/', 'http://017700000001/', 'http://127.0.0.1./', 'http://127.255.255.254/',
  'http://１２７.０.０.１/', 'http://①②⑦.⓪.⓪.①/', 'http://127。0。0。1/', 'http://127%2E0%2E0%2E1/', 'http://localhost/', 'http://LOCALHOST:80/', 'http://localhost./',
  'http://a.localhost/', 'http://ⓛocalhost/', 'http://localhost.localdomain/', 'http:127.0.0.1/', 'http:/\\127.0.0.1/', 'https:\\\\127.0.0.1\\hook',
  'http://0.0.0.0/', 'http://0/', 'http://0x0/', 'http://[::]/', 'http://[::1]/', 'http://[0:0:0:0:0:0:0:1]/', 'http://[::127.0.0.1]/', 'http://[::7f00:1]/',
  'http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[0:0:0:0:0:ffff:127.0.0.1]/', 'http://[::ffff:0:127.0.0.1]/',
  // private, link-local, shared and reserved ranges
  'http://10.0.0.1/', 'http://10.255.255.255/', 'http://0xa000001/', 'http://012.0.0.1/', 'http://172.16.0.1/', 'http://172.31.255.255/', 'http://192.168.0.1/',
  'http://3232235521/', 'http://169.254.0.1/', 'http://100.64.0.1/', 'http://100.127.255.255/', 'http://192.0.0.8/', 'http://192.0.2.1/', 'http://198.18.0.1/',
  'http://198.51.100.7/', 'http://203.0.113.7/', 'http://224.0.0.1/', 'http://240.0.0.1/', 'http://255.255.255.255/',
  'http://[fe80::1]/', 'http://[febf::1]/', 'http://[fec0::1]/', 'http://[fc00::1]/', 'http://[fd12:3456::1]/', 'http://[ff02::1]/', 'http://[2001:db8::1]/',
  'http://[64:ff9b::127.0.0.1]/', 'http://[64:ff9b::a00:1]/', 'http://[64:ff9b:1::a00:1]/', 'http://[2002:7f00:1::]/', 'http://[2002:a00:1::1]/',
  'http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/', 'http://[::ffff:10.0.0.1]/', 'http://[::ffff:a9fe:a9fe]/', 'http://[100::1]/', 'http://[5f00::1]/',
  // metadata services
  'http://169.254.169.254/latest/meta-data/', 'http://2852039166/', 'http://0xa9fea9fe/', 'http://0251.0376.0251.0376/', 'http://[::ffff:169.254.169.254]/',
  'http://[fd00:ec2::254]/', 'http://100.100.100.200/', 'http://168.63.129.16/', 'http://metadata.google.internal/', 'http://metadata/', 'http://instance-data/',
  // public names that spell an address
  'http://127.0.0.1.nip.io/', 'http://10-0-0-5.sslip.io/', 'http://hook.192.168.1.1.nip.io/', 'http://169.254.169.254.example.com/',
];

describe('an address that may not be called', () => {
  it('there are 60 spellings at least', () => expect(new Set(SPELLINGS).size).toBeGreaterThanOrEqual(60));

  it.each(SPELLINGS)('%s', (url) => expect(urlFault(url, NONE)).toBe(PRIVATE));

  it.each([
    ['ftp://example.com/', '须为 http 或 https 网址'], ['file:///etc/passwd', '须为 http 或 https 网址'], ['gopher://example.com:6379/_', '须为 http 或 https 网址'],
    ['javascript:alert(1)', '须为 http 或 https 网址'], ['example.com/hook', '须为 http 或 https 网址'], ['http://', '须为 http 或 https 网址'],
    ['http://[::1', '须为 http 或 https 网址'], ['http://[fe80::1%25eth0]/', '须为 http 或 https 网址'], ['http://256.1.1.1/', '须为 http 或 https 网址'],
    ['https://user:secret@example.com/', '网址中不得含用户名或密码'], ['https://user@example.com/', '网址中不得含用户名或密码'],
    ['https://example.com@127.0.0.1/', '网址中不得含用户名或密码'], ['https://example.com/#a', '网址中不得含 # 片段'], ['https://example.com/#', '网址中不得含 # 片段'],
    [`https://example.com/${'a'.repeat(2_000)}`, '网址过长'],
  ])('%s: %s', (url, fault) => expect(urlFault(url, NONE)).toBe(fault));

  it.each(['', 'localhost', '1.2.3', '::g', '127.0.0.1%eth0'])('an answer of the name service that is no address: %s', (address) => {
    expect(addressIsRefused(address, NONE)).toBe(true);
  });
});

describe('an address that may be called', () => {
  it.each(['https://example.com/hook?x=1', 'http://example.com:8080/', 'https://oa.zezhou.gov.cn/', 'http://8.8.8.8/', 'http://[2606:4700::1111]/', 'http://[::ffff:8.8.8.8]/',
    'http://172.32.0.1/', 'http://100.128.0.1/', 'http://11.0.0.1/', 'http://v1.2.3.example.com/', 'https://localhosts.example.com/'])('%s', (url) => {
    expect(urlFault(url, NONE)).toBeNull();
  });

  it('is one of those that an administrator lists, and no other', () => {
    expect(urlFault('http://10.20.3.4/', ['10.20.0.0/16'])).toBeNull();
    expect(urlFault('http://[::ffff:10.20.3.4]/', ['10.20.0.0/16'])).toBeNull();
    expect(urlFault('http://10.21.3.4/', ['10.20.0.0/16'])).toBe(PRIVATE);
    for (const url of ['http://localhost:3000/', 'http://127.0.0.1/', 'http://[::1]/', 'http://2130706433/']) expect(urlFault(url, LOOPBACK)).toBeNull();
    for (const url of ['http://10.0.0.1/', 'http://169.254.169.254/', 'http://0.0.0.0/', 'http://metadata.google.internal/x']) {
      expect([url, urlFault(url, LOOPBACK)]).toEqual([url, PRIVATE]);
    }
  });
});
